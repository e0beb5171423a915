import { describe, expect, it } from 'vitest'
import { completionAt } from '../../../shared/query/query.ts'
import { oneLine } from './one-line.ts'
import { askFor, inserted, proposalsFor, recentProposals } from './proposals.ts'

/** The proposals at the bar `|` in a text, and the text once one of them is chosen. */
function at(marked: string) {
  const cursor = marked.indexOf('|')
  const text = marked.replace('|', '')
  const completion = completionAt(text, cursor)
  if (completion === null) throw new Error(`nothing to complete at ${marked}`)
  const suggested = (written: string) => ({
    text: written,
    label: written,
    detail: null,
    count: 3,
    atLeast: false,
  })
  const proposals = proposalsFor(text, completion, ['"a b"', 'x user', 'user.created'].map(suggested))
  const choose = (label: string) => {
    const proposal = proposals.find((one) => one.label === label)
    if (!proposal) throw new Error(`${label} is not proposed`)
    return text.slice(0, proposal.from) + inserted(text, proposal) + text.slice(proposal.to)
  }
  return { asked: askFor(completion), proposals, choose }
}

describe('proposals', () => {
  it('are the fields that begin so, wherever a term may stand', () => {
    expect(at('-(me|').proposals.map(({ label }) => label)).toEqual(['message:', 'method:'])
    expect(at('ty|').choose('type:')).toBe('type:')
    expect(at('ty|:x').choose('type:')).toBe('type:x')
    expect(at('da|').choose('data.')).toBe('data.')
  })

  it('ask the server for values, names and paths', () => {
    expect(at('type:us|').asked).toEqual({ field: 'type', prefix: 'us' })
    expect(at('header.us|').asked).toEqual({ field: 'header', prefix: 'us' })
    expect(at('data.a.|').asked).toEqual({ field: 'data', prefix: 'a.' })
    expect(at('data."a b".c:x|').asked).toEqual({ field: 'data', name: '"a b".c', prefix: 'x' })
    expect(at('size:|').asked).toBeNull()
    expect(at('ty|').asked).toBeNull()
  })

  it('of a shorter beginning stay only where they still fit, those that begin so first', () => {
    expect(at('type:us|').proposals.map(({ label }) => label)).toEqual(['user.created', 'x user'])
    expect(at('type:usx|').proposals).toEqual([])
  })

  it('take the place of the whole word', () => {
    expect(at('type:us|er.x foo').choose('user.created')).toBe('type:user.created foo')
    expect(at('type:"a |').choose('"a b"')).toBe('type:"a b" ')
    expect(at('data.us|').choose('user.created')).toBe('data.user.created:')
    expect(at('header.us|:1').choose('user.created')).toBe('header.user.created:1')
  })

  it('are none where the only one stands there already', () => {
    expect(at('size:>10kb|').proposals).toEqual([])
  })

  it('of recent queries end with the way to forget them', () => {
    expect(recentProposals([], 0)).toEqual([])
    expect(recentProposals(['a', 'b'], 3).map(({ kind, text, to }) => [kind, text, to])).toEqual([
      ['recent', 'a', 3],
      ['recent', 'b', 3],
      ['clear', '', 3],
    ])
  })
})

describe('one line', () => {
  it('has spaces for line ends and tabs', () => {
    expect(oneLine('a\r\n\tb\nc')).toBe('a b c')
  })
})
