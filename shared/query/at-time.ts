import type { Query } from './ast.ts'

/** The same query with the moments that `after:2h` and the like mean at `now`, in epoch milliseconds. */
export function atTime(query: Query, now: number): Query {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { ...query, queries: query.queries.map((one) => atTime(one, now)) }
    case 'not':
      return { ...query, query: atTime(query.query, now) }
    case 'term':
      return 'time' in query && 'ago' in query.time ? { ...query, time: { at: now - query.time.ago } } : query
  }
}
