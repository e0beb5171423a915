import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { endpointsQuery } from '../../api/endpoints.ts'
import { type Filter, readFilter, withTerm } from '../../lib/filter.ts'
import { storedEvents } from '../../lib/stored-events.ts'
import { markCountsStale } from '../../live/count-query.ts'
import { useCount } from '../../live/use-count.ts'
import { type ByVerdict, totalsFromCounts } from './totals.ts'

const RECOUNT_MS = 5000

export interface VerdictCounts {
  byVerdict: ByVerdict
  /** There may be more: not all is counted yet. */
  partial: boolean
}

/** How many events each verdict would show beside the filter's other terms; null until it is known. */
export function useVerdictCounts(q: string, filter: Filter): VerdictCounts | null {
  const base = withTerm(q, 'verdict', null)
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const known = base === q ? null : totalsFromCounts(readFilter(base), endpoints)
  const { count, isOfBefore } = useCount(base, filter.error === null && known === null)
  useRecount(
    base,
    base !== q && known === null,
    endpoints.reduce((sum, one) => sum + storedEvents(one), 0),
  )
  if (filter.error !== null) return null
  if (known !== null) return { byVerdict: known, partial: false }
  if (count === null || isOfBefore) return null
  return { byVerdict: count.stats.byVerdict, partial: !count.stats.complete }
}

/** The stream tells only of the verdict that is shown: the others are counted again when events have come. */
function useRecount(q: string, enabled: boolean, stored: number): void {
  const client = useQueryClient()
  const latest = useRef(stored)
  useEffect(() => {
    latest.current = stored
  }, [stored])
  useEffect(() => {
    if (!enabled) return
    let counted = latest.current
    const timer = setInterval(() => {
      if (latest.current !== counted) markCountsStale(client, (other) => other === q)
      counted = latest.current
    }, RECOUNT_MS)
    return () => clearInterval(timer)
  }, [q, enabled, client])
}
