import fc from 'fast-check'
import { deliveryMarks } from '../../shared/delivery-mark.ts'
import { flags } from '../../shared/flag.ts'
import { allOf, anyOf, negate, type Pattern, type Query, type Term } from '../../shared/query/ast.ts'
import { schemaStates } from '../../shared/schema/finding.ts'
import { verdicts } from '../../shared/verdict.ts'
import type { NewEvent } from '../store/event-store.ts'

// Few different values, so that events and queries meet often; and such as are handled wrongly easily.
const texts = [
  'needle',
  'NEEDLE hay',
  'ΣΑΣ',
  'σας',
  'İstanbul',
  'a"b\\c',
  'x\0yz',
  'Kelvin K',
  '😀😁😂',
  '*',
  '100%_?[a]',
]
const ids = ['u1', 't1', 't1/u1', 't1/u1/admin', 'u1/admin']
const types = ['user.created', 'user.updated', 'team.created', 'team_permission.created', 'odd\0type', '[x]']
const keys = ['name', 'tags', 'odd key', '0', 'Σ']
const START = 1_700_000_000_000

const scalar = fc.oneof(
  fc.constantFrom<unknown>(...texts, ...ids),
  fc.constantFrom<unknown>(0, 1, 100, 1.5, -1, true, false, null, '100', 'true'),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('any'), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 3 }),
})).any

const body = fc.oneof(
  fc.record({ type: fc.constantFrom(...types), data: value }).chain(written),
  fc.constantFrom(...texts).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
)

/** As JSON, plainly or with what can be escaped. */
function written(payload: unknown): fc.Arbitrary<Buffer> {
  const plain = JSON.stringify(payload)
  const escaped = plain.replace(
    /[^\x20-\x7e]|[eE]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return fc.constantFrom(plain, escaped, `\ufeff${plain}`).map((text) => Buffer.from(text))
}

/** What an event may be, without what makes it one of its kind. */
export const arbitraryEvent: fc.Arbitrary<Partial<NewEvent>> = fc.record<Partial<NewEvent>>({
  endpointId: fc.constantFrom('ep_a', 'ep_b'),
  receivedAt: fc.integer({ min: START, max: START + 200_000 }),
  method: fc.constantFrom('POST', 'GET', 'post', 'PATCH'),
  headers: fc.array(
    fc.tuple(fc.constantFrom('User-Agent', 'user-agent', 'X-Odd'), fc.constantFrom(...texts)),
    { maxLength: 3 },
  ),
  body,
  messageId: fc.constantFrom(null, 'msg_1', 'msg_2', 'MSG_1', 'msg\0_1'),
  type: fc.constantFrom(null, ...types),
  entity: fc.option(
    fc.record({
      kind: fc.constantFrom('user' as const, 'team' as const, 'membership' as const, 'permission' as const),
      id: fc.constantFrom(...ids),
    }),
  ),
  verdict: fc.constantFrom(...verdicts),
  schema: fc.constantFrom(null, ...schemaStates),
})

const pattern = (...values: string[]): fc.Arbitrary<Pattern> =>
  fc.oneof(
    fc.constantFrom(...values).map((text) => ({ text, wildcard: false })),
    fc
      .tuple(fc.constantFrom(...values), fc.nat(5), fc.nat(5), fc.constantFrom('*', '*?*', ''))
      .map(([text, from, length, end]) => ({
        text: `*${Array.from(text)
          .slice(from, from + length)
          .join('')}${end}`,
        wildcard: true,
      })),
    fc.constantFrom(...values).map((text) => ({ text: `${text.slice(0, 4)}*`, wildcard: true })),
  )

const comparison = fc.constantFrom('<', '<=', '>=', '>')
const time = fc.integer({ min: START, max: START + 200_000 }).map((at) => ({ at }))
const stretch = fc
  .tuple(fc.constantFrom(...texts, 'type', 'data'), fc.nat(4), fc.integer({ min: 3, max: 8 }))
  .map(([text, from, length]) =>
    Array.from(text)
      .slice(from, from + length)
      .join(''),
  )
  .filter((text) => Array.from(text).length >= 3)

const term: fc.Arbitrary<Query> = fc
  .oneof(
    fc.record({ field: fc.constant('text' as const), text: stretch }),
    fc.record({ field: fc.constant('verdict' as const), verdict: fc.constantFrom(...verdicts) }),
    fc.record({ field: fc.constant('delivery' as const), mark: fc.constantFrom(...deliveryMarks) }),
    fc.record({ field: fc.constant('flag' as const), flag: fc.constantFrom(...flags) }),
    fc.record({ field: fc.constant('schema' as const), state: fc.constantFrom(...schemaStates) }),
    fc.record({ field: fc.constant('type' as const), pattern: pattern(...types) }),
    fc.record({ field: fc.constant('cause' as const), pattern: pattern('body_bom', 'unexplained') }),
    fc.record({ field: fc.constant('endpoint' as const), pattern: pattern('a', 'b.c', 'none') }),
    fc.record({ field: fc.constant('id' as const), pattern: pattern('evt_00000001', 'evt_none') }),
    fc.record({ field: fc.constant('message' as const), pattern: pattern('msg_1', 'msg_2', 'msg\0_1') }),
    fc.record({ field: fc.constant('method' as const), pattern: pattern('POST', 'get', 'PaTCh') }),
    fc.record({
      field: fc.constantFrom('entity' as const, 'user' as const, 'team' as const),
      id: fc.constantFrom(...ids, 'admin'),
    }),
    fc.record({ field: fc.constant('size' as const), comparison, bytes: fc.nat(80) }),
    fc.record({ field: fc.constantFrom('after' as const, 'before' as const), time }),
    fc.record({
      field: fc.constant('header' as const),
      name: fc.constantFrom('user-agent', 'x-odd', 'none'),
      pattern: pattern(...texts),
    }),
    fc.record({
      field: fc.constant('data' as const),
      path: fc.array(fc.constantFrom(...keys), { maxLength: 3 }).map((rest) => ['data', ...rest]),
      value: fc.oneof(
        fc.constant({ kind: 'there' as const }),
        fc.record({ kind: fc.constant('text' as const), pattern: pattern(...texts, ...ids) }),
        fc.constantFrom(
          { kind: 'literal' as const, text: '100', literal: 100 },
          { kind: 'literal' as const, text: 'true', literal: true },
          { kind: 'literal' as const, text: 'null', literal: null },
        ),
        fc.record({ kind: fc.constant('compare' as const), comparison, number: fc.constantFrom(0, 1, 50) }),
      ),
    }),
  )
  .map((fields) => ({ kind: 'term', ...fields }) as Term)

/** Any question, its moments named. */
export const arbitraryQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: term, weight: 3 },
    { arbitrary: fc.array(tie('query'), { maxLength: 3 }).map(allOf), weight: 1 },
    { arbitrary: fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(anyOf), weight: 1 },
    { arbitrary: tie('query').map(negate), weight: 1 },
  ),
})).query
