import { useDocumentVisibility } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { parseQuery } from '../../shared/query/query.ts'
import type { Count } from './count.ts'
import { countQuery, markCountsStale, movesWithTime, stopCounting } from './count-query.ts'

const LEAST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 60_000
const LEAST_STEP_MS = 5000

export interface CountState {
  /** As far as it is counted; null until something is. */
  count: Count | null
  /** Of the filter before, while that of this one is not known. */
  isOfBefore: boolean
  /** More is being counted now. */
  isCounting: boolean
  /** Why the last try failed. */
  error: unknown
  stop(): void
  /** Goes on where it was stopped, or tries again. */
  goOn(): void
}

/** How many events match `q`: counted, live, and counted again when it may be wrong. `enabled` is false for an unreadable `q`. */
export function useCount(q: string, enabled: boolean): CountState {
  const query = useQuery({ ...countQuery(q), enabled, placeholderData: keepPreviousData })
  const own = query.isPlaceholderData ? undefined : query.data
  const { isFetching, isError, refetch } = query
  const visible = useDocumentVisibility() === 'visible'

  const isDue = own !== undefined && (own.stale || (!own.stats.complete && !own.stopped))
  const { tookMs = 0, countedAt = 0 } = own ?? {}
  useEffect(() => {
    if (!enabled || !visible || !isDue || isFetching || isError) return
    const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, 10 * tookMs))
    const timer = setTimeout(
      () => void refetch({ cancelRefetch: false }),
      Math.max(0, countedAt + pauseMs - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [enabled, visible, isDue, isFetching, isError, tookMs, countedAt, refetch])

  useClock(q, enabled && visible && own !== undefined, own?.stats.histogram?.bucketMs ?? 0, countedAt)

  return {
    count: query.data ?? null,
    isOfBefore: query.isPlaceholderData,
    isCounting: isFetching,
    error: query.error,
    stop: () => stopCounting(q),
    goOn: () => void refetch({ cancelRefetch: false }),
  }
}

/** What lies between now and two hours ago is another set of events a bar later. */
function useClock(q: string, enabled: boolean, bucketMs: number, countedAt: number): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!enabled || !movesWithTime(parseQuery(q))) return
    const timer = setTimeout(
      () => markCountsStale(client, (other) => other === q),
      Math.max(LEAST_STEP_MS, bucketMs),
    )
    return () => clearTimeout(timer)
  }, [q, enabled, bucketMs, countedAt, client])
}
