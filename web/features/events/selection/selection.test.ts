import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../../shared/query/query.ts'
import { openWindow } from '../../../live/window.ts'
import {
  chosenOf,
  isSelected,
  MAX_EXCEPT,
  MAX_SELECTED,
  nothing,
  prune,
  type Selection,
  selectedQuery,
  withEvents,
} from './selection.ts'

const event = (seq: number) => ({ id: `evt_${seq}`, seq })
const all: Selection = { kind: 'all', upTo: 9, except: new Set() }

describe('a selection', () => {
  it('holds single events, in and out', () => {
    const two = withEvents(nothing, [event(1), event(2)], true, '')
    expect(isSelected(two, event(2))).toBe(true)
    expect(isSelected(withEvents(two, [event(2)], false, ''), event(2))).toBe(false)
  })

  it('of all that match has none that came later, nor those taken out', () => {
    expect(isSelected(all, event(9))).toBe(true)
    expect(isSelected(all, event(10))).toBe(false)
    const but = withEvents(all, [event(4), event(10)], false, '')
    expect(isSelected(but, event(4))).toBe(false)
    expect(but).toMatchObject({ except: new Set(['evt_4']) })
    expect(isSelected(withEvents(but, [event(4)], true, ''), event(4))).toBe(true)
  })

  it('of all that match takes no more out than a query can name', () => {
    const many = { ...all, upTo: 99 }
    const some = Array.from({ length: MAX_EXCEPT + 1 }, (_, i) => event(i + 1))
    expect(withEvents(many, some, false, '')).toBe(many)
    const longest = new Set(some.slice(1).map(({ id }) => id.padEnd(30, '0')))
    expect(selectedQuery('', longest).length).toBeLessThan(2000)
  })

  it('takes out no more than a long query leaves room for', () => {
    const long = `data:${'x'.repeat(1940)}`
    const taken = [1, 2, 3, 4].reduce<Selection>((so, seq) => withEvents(so, [event(seq)], false, long), all)
    const { except } = taken as Extract<Selection, { kind: 'all' }>
    expect(except.size).toBeGreaterThan(0)
    expect(selectedQuery(long, except).length).toBeLessThanOrEqual(2000)
    const fuller = withEvents(
      taken,
      Array.from({ length: 8 }, (_, i) => event(i + 1)),
      false,
      long,
    )
    expect(fuller).toBe(taken)
    expect(withEvents(taken, [event(1)], true, long)).toMatchObject({
      except: new Set(['evt_2', 'evt_3', 'evt_4']),
    })
  })

  it('holds no more single events than can be named at once', () => {
    const many = Array.from({ length: MAX_SELECTED }, (_, i) => event(i + 1))
    const full = withEvents(nothing, many, true, '')
    expect(withEvents(full, [event(MAX_SELECTED + 1)], true, '')).toBe(full)
    expect(withEvents(full, [event(1)], false, '')).not.toBe(full)
  })

  it('of all that match is as of the moment at which it was counted, or selected', () => {
    const asOf = { upTo: 12, askedAt: 34 }
    expect(chosenOf('type:a', all, { asOf, count: 5 }, 99)).toEqual({ query: 'type:a', asOf, count: 5 })
    expect(chosenOf('type:a', all, { asOf: null, count: 0 }, 99)).toEqual({
      query: 'type:a',
      asOf: { upTo: 9, askedAt: 99 },
      count: null,
    })
    const one = withEvents(nothing, [event(1)], true, '')
    expect(chosenOf('type:a', one, { asOf: null, count: 1 }, 99)).toEqual({ ids: ['evt_1'] })
  })

  it('loses what is gone from between the ends of the list, and keeps what lies beyond', () => {
    const page = {
      events: [{ seq: 8, id: 'evt_8' }] as never,
      nextCursor: 5,
      prevCursor: null,
      complete: true,
      searchedTo: null,
      indexedUpTo: 9,
    }
    const some = withEvents(nothing, [event(8), event(7), event(3)], true, '')
    const pruned = prune(some, openWindow(page))
    expect(pruned).toMatchObject({
      seqs: new Map([
        ['evt_8', 8],
        ['evt_3', 3],
      ]),
    })
    expect(prune(pruned, openWindow(page))).toBe(pruned)
  })

  it('is a query that the server reads', () => {
    expect(selectedQuery('type:a or type:b', new Set())).toBe('type:a or type:b')
    const text = selectedQuery('type:a or type:b', new Set(['evt_1', 'evt_2']))
    expect(text).toBe('(type:a or type:b) -id:evt_1 -id:evt_2')
    expect(parseQuery(text)).toMatchObject({ kind: 'and' })
    expect(selectedQuery(' ', new Set(['evt_1']))).toBe('-id:evt_1')
  })
})
