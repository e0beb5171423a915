import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchPage } from './fetch-page.ts'
import { type EventWindow, openWindowAt, refreshRows, refreshWindow } from './window.ts'

const PAGE = 100

/** Where the list of events that match `q` is kept; one that was opened at a time is another list. */
export const eventsKey = (q: string, at: number | null = null) =>
  at === null ? (['events', q] as const) : (['events', q, at] as const)

/** The list of events that match `q`, as far as it is loaded; `at` is the time that it was opened at. */
export const eventWindowQuery = (q: string, at: number | null) =>
  queryOptions({
    queryKey: eventsKey(q, at) as readonly unknown[],
    queryFn: async ({ client, signal }): Promise<EventWindow> => {
      const key = eventsKey(q, at)
      const held = client.getQueryData<EventWindow>(key)
      if (held === undefined && at !== null)
        return openWindowAt(await fetchPage(q, { limit: PAGE, at, signal }))
      const rows = held?.events.length ?? 0
      const limit = Math.max(PAGE, rows)
      const downTo = rows > 0 ? { downTo: held?.nextCursor ?? 0 } : {}
      if (held !== undefined && held.prevCursor !== null) {
        const cursor = held.prevCursor + 1
        const page = await fetchPage(q, { limit, cursor, ...downTo, signal })
        return refreshRows(client.getQueryData<EventWindow>(key) ?? held, page, held.prevCursor)
      }
      const page = await fetchPage(q, { limit, ...downTo, signal })
      return refreshWindow(client.getQueryData<EventWindow>(key), page)
    },
    // The stream keeps it fresh; it is fetched again when the stream says so.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })

export function updateWindow(
  client: QueryClient,
  key: readonly unknown[],
  update: (window: EventWindow) => EventWindow,
) {
  client.setQueryData<EventWindow>(key, (window) => window && update(window))
}
