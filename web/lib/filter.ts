import {
  type PlainField,
  parseQuery,
  type Query,
  QueryError,
  termOf as termOfQuery,
  termsOf,
} from '../../shared/query/query.ts'

export { withTerm } from '../../shared/query/query.ts'

/** What the address bar's `q` says: a query, or why it cannot be read. */
export type Filter = { query: Query; error: null } | { query: null; error: string }

export function readFilter(q: string): Filter {
  try {
    return { query: parseQuery(q), error: null }
  } catch (error) {
    if (error instanceof QueryError) return { query: null, error: error.placed }
    throw error
  }
}

/** The value of the only term of a field; null when there is none, or more than one. */
export function termOf(filter: Filter, field: PlainField): string | null {
  return filter.query && termOfQuery(filter.query, field)
}

/** The one endpoint that a filter names. */
export function slugOf(filter: Filter): string | null {
  const slug = termOf(filter, 'endpoint')
  return slug?.includes('*') ? null : slug
}

/** What a filter asks for that asks for an endpoint and a verdict at most; null: it asks for more. */
export function endpointAndVerdict(filter: Filter): { slug: string | null; verdict: string | null } | null {
  const [slug, verdict] = [slugOf(filter), termOf(filter, 'verdict')]
  const asked = filter.query ? termsOf(filter.query).length : 0
  return asked === (slug === null ? 0 : 1) + (verdict === null ? 0 : 1) ? { slug, verdict } : null
}
