import { queryOptions } from '@tanstack/react-query'
import { deletedSchema, eventPageSchema, statsSchema } from '../../shared/api.ts'
import { eventDetailSchema } from '../../shared/event.ts'
import { callApi } from './client.ts'

/** One page of events that match `q`, newest first, beginning behind `cursor`. */
export function fetchEvents(
  q: string,
  { limit, cursor, signal }: { limit: number; cursor?: number; signal?: AbortSignal },
) {
  const search = new URLSearchParams({ q, limit: String(limit) })
  if (cursor !== undefined) search.set('cursor', String(cursor))
  return callApi(`/api/events?${search}`, { schema: eventPageSchema, signal })
}

/** What came never changes; its explanation does with the secrets, of which the live stream tells. */
export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id],
    queryFn: ({ signal }) =>
      callApi(`/api/events/${encodeURIComponent(id)}`, { schema: eventDetailSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    // Bodies can be large: keep only what was looked at lately.
    gcTime: 60_000,
  })

export const statsQuery = (q: string) =>
  queryOptions({
    queryKey: ['stats', q],
    queryFn: ({ signal }) =>
      callApi(`/api/events/stats?${new URLSearchParams({ q })}`, { schema: statsSchema, signal }),
    staleTime: 5_000,
  })

export function deleteEvent(id: string) {
  return callApi(`/api/events/${id}`, { method: 'DELETE', schema: deletedSchema })
}

/** Where the browser fetches the body's bytes as a file. */
export function bodyUrl(id: string): string {
  return `/api/events/${encodeURIComponent(id)}/body`
}
