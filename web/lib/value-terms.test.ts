import { expect, it } from 'vitest'
import { parseJson } from '../../shared/json/parse.ts'
import { matchData } from '../../shared/query/match-data.ts'
import { parseQuery } from '../../shared/query/query.ts'
import { termOfHeader, termOfId, termOfNode } from './value-terms.ts'

function termsIn(text: string): (string | null)[] {
  const { document } = parseJson(text)
  if (document === null) throw new Error('not JSON')
  return Array.from({ length: document.count }, (_, node) => termOfNode(document, node)).filter(
    (term) => term !== null,
  )
}

it('asks for each value of a payload, so that the payload is found by it', () => {
  const payload = {
    type: 'x',
    data: {
      'a b': 'x "y"',
      n: -1.5e3,
      t: true,
      z: null,
      list: [{ id: '12' }, [7]],
      star: '*',
      empty: '',
      u: '\u202e',
    },
  }
  const terms = termsIn(JSON.stringify(payload))
  expect(terms).toEqual([
    'data."a b":"x \\"y\\""',
    'data.n:-1500',
    'data.t:true',
    'data.z:null',
    'data.list.id:"12"',
    'data.list:7',
    'data.star:"*"',
    'data.empty:""',
    'data.u:\u202e',
  ])
  for (const text of terms) {
    const term = parseQuery(text ?? '')
    if (term.kind !== 'term' || term.field !== 'data') throw new Error(`${text} is no term`)
    expect(matchData(payload, term.path, term.value), text ?? '').toBe(true)
  }
})

it('asks for nothing that the bar cannot hold', () => {
  expect(termsIn(`{"data":{"a":"x\\ny","b":"${'x'.repeat(500)}","c":{},"d\\n":1},"other":1}`)).toEqual([])
  expect(termsIn('"data"')).toEqual([])
})

it('asks for headers, types and ids', () => {
  expect(termOfHeader('User-Agent', 'Svix (x)')).toBe('header.user-agent:"Svix (x)"')
  expect(termOfId('type', 'a*')).toBe('type:"a*"')
  expect(termOfId('entity', 'a b/c')).toBe('entity:"a b/c"')
  expect(termOfId('message', '')).toBeNull()
})
