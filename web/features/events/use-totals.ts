import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { endpointsQuery } from '../../api/endpoints.ts'
import { statsQuery } from '../../api/events.ts'
import type { Filter } from '../../lib/filter.ts'
import type { EventWindow } from '../../live/window.ts'
import { type ByVerdict, totalsFromCounts } from './totals.ts'

/** How many events match, by verdict; null until it is known. */
export function useTotals(q: string, filter: Filter): ByVerdict | null {
  const { data: endpoints } = useQuery(endpointsQuery)
  const counted = totalsFromCounts(filter, endpoints ?? [])
  const stats = useQuery({ ...statsQuery(q), enabled: counted === null && filter.error === null })
  useRefetchOnNews(q, counted === null && stats.isSuccess)
  if (endpoints === undefined) return null
  return counted ?? (stats.data ? stats.data.byVerdict : null)
}

/** Counts again a moment after the list has grown, at most once in two seconds. */
function useRefetchOnNews(q: string, enabled: boolean): void {
  const client = useQueryClient()
  const { data: upTo } = useQuery<EventWindow, Error, number>({
    queryKey: ['events', q],
    select: (window) => (window.events[0]?.seq ?? 0) + window.waitingCount,
    enabled: false,
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (!enabled || timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      void client.refetchQueries({ queryKey: statsQuery(q).queryKey, exact: true })
    }, 2000)
  }, [upTo, enabled, q, client])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [q],
  )
}
