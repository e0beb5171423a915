import type { DeliveryMark } from '../delivery-mark.ts'
import type { Flag } from '../flag.ts'
import type { SchemaState } from '../schema/finding.ts'
import type { Verdict } from '../verdict.ts'

/** What a query asks of one event. An `and` of nothing holds for every event; otherwise `and` and `or` have two or more. */
export type Query =
  | { kind: 'and'; queries: Query[] }
  | { kind: 'or'; queries: Query[] }
  | { kind: 'not'; query: Query }
  | Term

/** One condition. */
export type Term = { kind: 'term' } & (
  | { field: 'text'; text: string }
  | { field: 'verdict'; verdict: Verdict }
  | { field: 'delivery'; mark: DeliveryMark }
  | { field: 'flag'; flag: Flag }
  | { field: 'schema'; state: SchemaState }
  | { field: PatternField; pattern: Pattern }
  | { field: 'entity' | 'user' | 'team'; id: string }
  | { field: 'size'; comparison: Comparison; bytes: number }
  | { field: 'after' | 'before'; time: Time }
  /** The name is folded. */
  | { field: 'header'; name: string; pattern: Pattern }
  /** `path` begins at the root of the payload, with `data`. */
  | { field: 'data'; path: string[]; value: DataValue }
)

export const patternFields = ['type', 'cause', 'endpoint', 'id', 'message', 'method'] as const
export type PatternField = (typeof patternFields)[number]

/** The fields with a name of their own; `header.` and `data.` take one from the reader. */
export const plainFields = [
  'type',
  'verdict',
  'cause',
  'delivery',
  'flag',
  'schema',
  'endpoint',
  'id',
  'message',
  'entity',
  'user',
  'team',
  'method',
  'size',
  'after',
  'before',
] as const
export type PlainField = (typeof plainFields)[number]

/** A text to equal; with `wildcard` each `*` in it stands for any text, also for none. */
export interface Pattern {
  text: string
  wildcard: boolean
}

export type Comparison = '<' | '<=' | '=' | '>=' | '>'

/** Milliseconds: since the epoch, or before the moment at which the question is asked. */
export type Time = { at: number } | { ago: number }

export type DataValue =
  /** There is a value, also `null`. */
  | { kind: 'there' }
  /** A JSON string. */
  | { kind: 'text'; pattern: Pattern }
  /** A number, `true`, `false` or `null` that was written without quotes: that value, or a string of this text. */
  | { kind: 'literal'; text: string; literal: number | boolean | null }
  | { kind: 'compare'; comparison: Exclude<Comparison, '='>; number: number }

/** Nothing is asked: every event matches. */
export const everything: Query = { kind: 'and', queries: [] }

/** All must hold. */
export function allOf(queries: Query[]): Query {
  return join('and', queries)
}

/** One of them must hold; there is at least one. */
export function anyOf(queries: Query[]): Query {
  return join('or', queries)
}

export function negate(query: Query): Query {
  return query.kind === 'not' ? query.query : { kind: 'not', query }
}

/** One level where the parts are of the same kind: what is equal looks equal. */
function join(kind: 'and' | 'or', queries: Query[]): Query {
  const flat = queries.flatMap((query) => (query.kind === kind ? query.queries : [query]))
  return flat.length === 1 && flat[0] ? flat[0] : { kind, queries: flat }
}

/** Every term, wherever it stands. */
export function termsOf(query: Query): Term[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.queries.flatMap(termsOf)
    case 'not':
      return termsOf(query.query)
    case 'term':
      return [query]
  }
}
