import { assertNever } from '../../../../shared/assert-never.ts'
import type { DataValue, Pattern, Query, Term } from '../../../../shared/query/ast.ts'

/** What the index can say of a query: events that it does not name cannot match. */
export type Narrowing =
  /** Nothing. */
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: Narrowing[] }
  /** The body holds this text, folded. */
  | { kind: 'text'; text: string }
  /** The message, the entity or a part of it has this id. */
  | { kind: 'name'; id: string }

/** Looks up in the index of texts and names. */
export interface TextIndex {
  /** Every event up to this seq is in it. */
  upTo(): number
  /** The seqs from `from` to `to`, both inclusive, of events that may match; null: any of them. */
  candidates(narrowing: Narrowing, from: number, to: number): number[] | null
  /**
   * The first seqs, at most `limit`, of events that may have this id, from `from` to `to` or downwards from `to`; null:
   * the index does not reach `to`.
   */
  named(id: string, range: NameRange): number[] | null
}

export interface NameRange {
  from: number
  to: number
  order: 'oldest' | 'newest'
  limit: number
}

const all: Narrowing = { kind: 'all' }

/** What is denied narrows nothing: the index may name events that do not match. */
export function narrowingOf(query: Query): Narrowing {
  switch (query.kind) {
    case 'not':
      return all
    case 'and':
      return every(query.queries.map(narrowingOf))
    case 'or': {
      const parts = query.queries.map(narrowingOf)
      return parts.some(({ kind }) => kind === 'all') ? all : { kind: 'or', parts }
    }
    case 'term':
      return ofTerm(query)
    default:
      return assertNever(query)
  }
}

function every(all: Narrowing[]): Narrowing {
  const parts = all.filter(({ kind }) => kind !== 'all')
  return parts.length > 1 ? { kind: 'and', parts } : (parts[0] ?? { kind: 'all' })
}

function ofTerm(term: Term): Narrowing {
  switch (term.field) {
    case 'text':
      return ofText(term.text)
    case 'data':
      return ofData(term.path.filter(isKey), ofValue(term.value))
    case 'entity':
    case 'user':
    case 'team':
      return { kind: 'name', id: term.id }
    case 'message':
      return term.pattern.wildcard ? all : { kind: 'name', id: term.pattern.text }
    default:
      return all
  }
}

/** Beside a value the last key is enough: the others are in most payloads, and cost more than they rule out. */
function ofData(keys: string[], value: Narrowing): Narrowing {
  return every([...(value.kind === 'all' ? keys : keys.slice(-1)).map(ofText), value])
}

/** Digits may be a place in an array. */
const isKey = (key: string): boolean => !/^\d+$/.test(key)

/** The index knows stretches of three characters. */
function ofText(text: string): Narrowing {
  return Array.from(text).length < 3 ? all : { kind: 'text', text }
}

function ofValue(value: DataValue): Narrowing {
  switch (value.kind) {
    case 'text':
      return ofPattern(value.pattern)
    case 'literal':
      // A number can be written in many ways.
      return typeof value.literal === 'number' ? all : ofText(value.text)
    default:
      return all
  }
}

function ofPattern({ text, wildcard }: Pattern): Narrowing {
  return every((wildcard ? text.split('*') : [text]).map(ofText))
}
