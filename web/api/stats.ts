import { type Stats, statsSchema } from '../../shared/api.ts'
import { addStats, nextRequest, type StatsRequest } from '../../shared/stats.ts'
import { callApi } from './client.ts'

/** How many events match, in one answer: it may have counted only the newest of them. */
export function fetchStats(request: StatsRequest, signal?: AbortSignal): Promise<Stats> {
  const search = new URLSearchParams(
    Object.entries(request).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return callApi(`/api/events/stats?${search}`, { schema: statsSchema, signal })
}

/** All that matches; asks until everything is counted. */
export async function fetchAllStats(request: StatsRequest, signal?: AbortSignal): Promise<Stats> {
  let counted = await fetchStats(request, signal)
  while (counted.nextCursor !== null) {
    counted = addStats(counted, await fetchStats(nextRequest(request, counted), signal))
  }
  return counted
}
