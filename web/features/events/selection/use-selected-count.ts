import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type AsOf, countDeletion } from '../../../api/events.ts'
import type { EventSelection } from './use-event-selection.ts'

/** How many events are selected. */
export interface SelectedCount {
  /** So far, while it is counted. */
  count: number
  complete: boolean
  /** Of all that match: those that were counted. */
  asOf: AsOf | null
  error: unknown
}

export function useSelectedCount(q: string, { selection, setUpTo }: EventSelection): SelectedCount {
  const isAll = selection.kind === 'all'
  const [soFar, setSoFar] = useState(0)
  const counted = useQuery({
    queryKey: ['selected', q],
    queryFn: ({ signal }) => countDeletion(q, { signal, onProgress: (sum) => setSoFar(sum.matching) }),
    enabled: isAll,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const { data } = counted
  useEffect(() => {
    if (isAll && data) setUpTo(data.upTo)
  }, [isAll, data, setUpTo])
  if (selection.kind === 'some') {
    return { count: selection.seqs.size, complete: true, asOf: null, error: null }
  }
  const all = data?.matching ?? soFar
  return {
    count: Math.max(0, all - selection.except.size),
    complete: data !== undefined,
    asOf: data ?? null,
    error: counted.error,
  }
}
