import { parseQuery, printQuery, type Query, QueryError, type QueryField } from '../../shared/query/query.ts'

/** What the address bar's `q` says: a query, or why it cannot be read. */
export type Filter = { query: Query; error: null } | { query: null; error: string }

export function readFilter(q: string): Filter {
  try {
    return { query: parseQuery(q), error: null }
  } catch (error) {
    if (error instanceof QueryError) return { query: null, error: error.message }
    throw error
  }
}

/** The value of the only term of a field; null when there is none, or more than one. */
export function termOf(filter: Filter, field: QueryField): string | null {
  const terms = filter.query?.terms.filter((term) => term.field === field) ?? []
  return terms.length === 1 ? (terms[0]?.value ?? null) : null
}

/** `q` with the field's terms replaced by one, or removed for null. An unreadable `q` starts afresh. */
export function withTerm(q: string, field: QueryField, value: string | null): string {
  const kept = (readFilter(q).query?.terms ?? []).filter((term) => term.field !== field)
  const order: QueryField[] = ['endpoint', 'type', 'verdict', 'cause']
  const terms = value === null ? kept : [...kept, { field, value }]
  return printQuery({ terms: terms.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field)) })
}
