import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchPage } from './fetch-page.ts'
import { type EventWindow, refreshWindow } from './window.ts'

const PAGE = 100

/** The list of events that match `q`, as far as it is loaded. */
export const eventWindowQuery = (q: string) =>
  queryOptions({
    queryKey: ['events', q],
    queryFn: async ({ client, signal }) => {
      const held = client.getQueryData<EventWindow>(['events', q])?.events.length ?? 0
      const page = await fetchPage(q, { limit: Math.max(PAGE, held), signal })
      return refreshWindow(client.getQueryData<EventWindow>(['events', q]), page)
    },
    // The stream keeps it fresh; it is fetched again when the stream says so.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })

export function updateWindow(client: QueryClient, q: string, update: (window: EventWindow) => EventWindow) {
  client.setQueryData<EventWindow>(['events', q], (window) => window && update(window))
}
