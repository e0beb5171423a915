import { expect, it } from 'vitest'
import { compareJson } from '../../../shared/diff/compare-json.ts'
import { type JsonDocument, parseJson } from '../../../shared/json/parse.ts'
import { pathOf } from '../../../shared/json/read.ts'
import { marksOf } from './marks.ts'

function read(value: unknown): JsonDocument {
  const { document } = parseJson(JSON.stringify(value))
  if (document === null) throw new Error('not JSON')
  return document
}

/** The marks that changes of `data` leave on what is there after. */
function marked(before: unknown, after: unknown) {
  const { changes } = compareJson(read({ data: before }), read({ data: after }))
  const json = read(after)
  const { of, removed } = marksOf(json, changes, ['data'])
  return {
    marks: Object.fromEntries(
      [...of].map(([node, { kind, before }]) => [pathOf(json, node), [kind, before?.text]]),
    ),
    removed: removed.map(({ name }) => name),
  }
}

it('marks what changed with what it was, and what holds it', () => {
  expect(
    marked({ name: 'Ada', risk: { bot: 1, other: 2 } }, { name: 'Ada', risk: { bot: 3, other: 2 } }),
  ).toEqual({
    marks: { 'risk.bot': ['changed', '1'], risk: ['within', undefined], $: ['within', undefined] },
    removed: [],
  })
})

it('marks all of what was added, and lists what was removed', () => {
  expect(marked({ plan: 'free' }, { meta: { a: [1] } })).toEqual({
    marks: {
      meta: ['added', undefined],
      'meta.a': ['added', undefined],
      'meta.a[0]': ['added', undefined],
      $: ['within', undefined],
    },
    removed: ['data.plan'],
  })
})

it('marks what an object holds that took the place of another value', () => {
  expect(marked({ meta: null }, { meta: { plan: 'team' } }).marks).toMatchObject({
    meta: ['changed', 'null'],
    'meta.plan': ['added', undefined],
  })
})

it('knows the places of changes in the order of the document, each once', () => {
  const after = read({ b: 1, a: { x: 1 } })
  const { changes } = compareJson(read({ data: { a: { x: 0 } } }), read({ data: { b: 1, a: { x: 1 } } }))
  expect(marksOf(after, changes, ['data']).places.map((node) => pathOf(after, node))).toEqual(['b', 'a.x'])
})

it('follows elements to the places where they stand now', () => {
  const [one, two] = [
    { id: 't1', role: 'a' },
    { id: 't2', role: 'b' },
  ]
  expect(marked([one, two], [two, { ...one, role: 'c' }]).marks).toEqual({
    '[1]': ['moved', undefined],
    '[1].role': ['changed', '"a"'],
    $: ['within', undefined],
  })
})

it('marks no node for a change that lies outside of the document', () => {
  const { changes } = compareJson(read({ type: 'a', data: {} }), read({ type: 'b', data: {} }))
  expect(marksOf(read({ type: 'b' }), changes, ['data']).of.size).toBe(0)
})

it('marks a value of __proto__ like any other', () => {
  const json = (text: string) => parseJson(text).document as JsonDocument
  const after = json('{"__proto__":2}')
  const { changes } = compareJson(json('{"data":{"__proto__":1}}'), json('{"data":{"__proto__":2}}'))
  expect([...marksOf(after, changes, ['data']).of]).toEqual([
    [1, { kind: 'changed', before: { text: '1', length: 1 } }],
    [0, { kind: 'within', before: null }],
  ])
})
