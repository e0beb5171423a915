import type { Query, Term } from '../../../../shared/query/ast.ts'

/** Times of receipt in epoch milliseconds, `from` inclusive, `to` exclusive. */
export interface TimeRange {
  from: number
  to: number
}

export const always: TimeRange = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** The range outside of which no event can match. */
export function timeRange(query: Query): TimeRange {
  return rangeOf(query, false)
}

/** Whether a term asks for the time of receipt. */
export function isTime(query: Query): query is Term & { field: 'after' | 'before' } {
  return query.kind === 'term' && (query.field === 'after' || query.field === 'before')
}

/** The moment that a time term names. @throws where it still depends on the moment of asking; see `atTime` */
export function momentOf({ time }: Term & { field: 'after' | 'before' }): number {
  if ('at' in time) return time.at
  throw new Error('The store is asked with moments, not with times ago.')
}

export function intersect(a: TimeRange, b: TimeRange): TimeRange {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

function rangeOf(query: Query, denied: boolean): TimeRange {
  switch (query.kind) {
    case 'not':
      return rangeOf(query.query, !denied)
    case 'term': {
      if (!isTime(query)) return always
      const at = momentOf(query)
      return (query.field === 'after') === denied ? { ...always, to: at } : { ...always, from: at }
    }
    default: {
      const ranges = query.queries.map((one) => rangeOf(one, denied))
      return (query.kind === 'and') === denied ? ranges.reduce(hull, never) : ranges.reduce(intersect, always)
    }
  }
}

const never: TimeRange = { from: always.to, to: always.from }

function hull(a: TimeRange, b: TimeRange): TimeRange {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }
}
