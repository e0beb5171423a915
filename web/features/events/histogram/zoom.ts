import { printTerm, type Query, termsOf } from '../../../../shared/query/query.ts'
import { withTerm } from '../../../lib/filter.ts'

/** The filter with the time of receipt from `from` to `to` (exclusive), in the place of what it says of it. */
export function zoomedTo(q: string, from: number, to: number): string {
  return withTerm(withTerm(q, 'after', timeText('after', from)), 'before', timeText('before', to))
}

/** The filter without what it says of the time of receipt. */
export function wholeTime(q: string): string {
  return withTerm(withTerm(q, 'after', null), 'before', null)
}

/** Whether what the filter asks for ends at the moment of asking: `after:2h`, and no end named. */
export function endsNow(query: Query): boolean {
  const terms = termsOf(query)
  const isAgo = terms.some((term) => term.field === 'after' && 'ago' in term.time)
  return isAgo && terms.every(({ field }) => field !== 'before')
}

function timeText(field: 'after' | 'before', at: number): string {
  return printTerm({ kind: 'term', field, time: { at } }).slice(field.length + 1)
}
