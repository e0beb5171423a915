import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import { eventsKey, eventWindowQuery, updateWindow } from './event-window-query.ts'
import { useLiveConnection } from './live-provider.tsx'
import { usePages } from './use-pages.ts'
import { type EventWindow, emptyWindow, foldBatch, follow, missedSome } from './window.ts'

/**
 * The list of events that match `q`: loaded, live, and longer on demand. It begins at the newest, or at the time
 * `at` in epoch milliseconds. `enabled` is false for an unreadable `q`.
 */
export function useEventWindow(q: string, at: number | null, enabled: boolean) {
  const client = useQueryClient()
  const connection = useLiveConnection()
  const key = useMemo(() => eventsKey(q, at), [q, at])
  const query = useQuery({ ...eventWindowQuery(q, at), enabled })
  const loaded = query.data !== undefined

  useEffect(() => {
    if (!loaded) return
    connection.subscribe({
      q,
      after: client.getQueryData<EventWindow>(key)?.upTo ?? null,
      onEvents: (events, seq) => updateWindow(client, key, (window) => foldBatch(window, events, seq)),
      onGap: (reset) => reload(client, key, reset),
    })
  }, [loaded, q, key, connection, client])

  const setFollowing = useCallback(
    async (following: boolean) => {
      const window = client.getQueryData<EventWindow>(key)
      if (window === undefined) return
      const next = follow(window, following)
      if (next !== null) {
        client.setQueryData(key, next)
        return
      }
      updateWindow(client, key, emptyWindow)
      await client.refetchQueries({ queryKey: key, exact: true })
    },
    [client, key],
  )

  return { query, window: query.data, setFollowing, pages: usePages(q, at) }
}

/** After a gap the newest page is fetched; after a reset, when the server's store is another, everything. */
async function reload(client: QueryClient, key: readonly unknown[], reset: boolean): Promise<void> {
  if (reset) return client.resetQueries({ queryKey: ['events'] }, { throwOnError: true })
  updateWindow(client, key, missedSome)
  await client.refetchQueries({ queryKey: key, exact: true }, { throwOnError: true })
}
