import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseQuery, printQuery, QueryError, queryFields } from './query.ts'

it('reads terms side by side', () => {
  expect(parseQuery('  verdict:failed  type:user.*\ttype:"a b" ').terms).toEqual([
    { field: 'verdict', value: 'failed' },
    { field: 'type', value: 'user.*' },
    { field: 'type', value: 'a b' },
  ])
  expect(parseQuery('').terms).toEqual([])
})

it('reads back what it prints', () => {
  const term = fc.oneof(
    fc.constantFrom('verified', 'failed').map((value) => ({ field: 'verdict' as const, value })),
    fc.constantFrom('unexplained', 'body_*').map((value) => ({ field: 'cause' as const, value })),
    fc.record({
      field: fc.constantFrom(...queryFields.filter((f) => f !== 'verdict' && f !== 'cause')),
      value: fc.string({ minLength: 1 }),
    }),
  )
  fc.assert(
    fc.property(fc.array(term), (terms) => {
      expect(parseQuery(printQuery({ terms }))).toEqual({ terms })
    }),
  )
})

it.each([
  ['verdict:failed colour:red', 15, 'endpoint:, verdict:, cause:, type:'],
  ['hello', 0, 'expected one of'],
  ['type:', 0, 'a value after "type:"'],
  ['verdict:maybe', 0, 'verified, failed, unsigned, unchecked'],
  ['cause:bad_luck', 0, 'named like body_reserialized'],
  ['type:"open', 5, 'not closed'],
])('says where and why %s cannot be read', (text, at, words) => {
  const error = expectQueryError(text)
  expect(error.at).toBe(at)
  expect(error.message).toContain(words)
})

function expectQueryError(text: string): QueryError {
  try {
    parseQuery(text)
  } catch (error) {
    if (error instanceof QueryError) return error
  }
  throw new Error(`"${text}" could be read`)
}
