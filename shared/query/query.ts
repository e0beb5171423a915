import { assertNever } from '../assert-never.ts'
import { causeCodes } from '../diagnosis.ts'
import type { EventSummary } from '../event.ts'
import { verdicts } from '../verdict.ts'

/** The fields that a query can ask for. */
export const queryFields = ['endpoint', 'verdict', 'cause', 'type'] as const
export type QueryField = (typeof queryFields)[number]

/** One condition. `*` in the value of `type` or `cause` stands for any text. */
export interface Term {
  field: QueryField
  value: string
}

/** All terms must hold; no terms match every event. */
export interface Query {
  terms: Term[]
}

/** A query that cannot be read: where (offset in UTF-16 units) and what was expected. */
export class QueryError extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.name = 'QueryError'
    this.at = at
  }
}

/**
 * Reads `verdict:failed type:user.*`: terms of `field:value` side by side, values with spaces in quotes.
 * @throws QueryError
 */
export function parseQuery(text: string): Query {
  const terms: Term[] = []
  for (const word of text.matchAll(/(?:"(?:\\.|[^"\\])*"?|\S)+/g)) terms.push(parseTerm(word[0], word.index))
  return { terms }
}

function parseTerm(word: string, at: number): Term {
  const colon = word.indexOf(':')
  const field = queryFields.find((name) => name === word.slice(0, colon))
  if (colon < 0 || field === undefined) {
    throw new QueryError(
      `"${word}" at ${at + 1}: expected one of ${queryFields.map((f) => `${f}:`).join(', ')}.`,
      at,
    )
  }
  const value = unquote(word.slice(colon + 1), at + colon + 1)
  if (value === '') throw new QueryError(`"${word}" at ${at + 1}: expected a value after "${field}:".`, at)
  if (field === 'verdict' && !verdicts.some((verdict) => verdict === value)) {
    throw new QueryError(`"${word}" at ${at + 1}: a verdict is one of ${verdicts.join(', ')}.`, at)
  }
  if (field === 'cause' && !causeCodes.some((code) => matchWildcard(value, code))) {
    throw new QueryError(
      `"${word}" at ${at + 1}: no cause has this name. Causes are named like body_reserialized or secret_*.`,
      at,
    )
  }
  return { field, value }
}

function unquote(text: string, at: number): string {
  if (!text.startsWith('"')) return text
  const quoted = /^"((?:\\.|[^"\\])*)"$/.exec(text)?.[1]
  if (quoted === undefined) throw new QueryError(`The quote at ${at + 1} is not closed.`, at)
  return quoted.replace(/\\(.)/g, '$1')
}

/** The text that `parseQuery` reads back as the same query. */
export function printQuery(query: Query): string {
  return query.terms.map(({ field, value }) => `${field}:${quoteIfNeeded(value)}`).join(' ')
}

function quoteIfNeeded(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value
}

/** Whether one event matches: the same answer that the store's query gives. */
export function matchEvent(query: Query, event: EventSummary): boolean {
  return query.terms.every((term) => matchTerm(term, event))
}

function matchTerm({ field, value }: Term, event: EventSummary): boolean {
  switch (field) {
    case 'endpoint':
      return event.endpointSlug === value
    case 'verdict':
      return event.verdict === value
    case 'cause':
      return event.topCause !== null && matchWildcard(value, event.topCause)
    case 'type':
      return event.type !== null && matchWildcard(value, event.type)
    default:
      return assertNever(field)
  }
}

/** `*` stands for any text; everything else for itself. Linear in the text for each `*`. */
function matchWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return pattern === text
  if (!text.startsWith(first)) return false
  let at = first.length
  const last = rest.pop() ?? ''
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - at >= last.length && text.endsWith(last)
}
