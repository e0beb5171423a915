import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { eventWindowQuery, updateWindow } from './event-window-query.ts'
import { fetchPage } from './fetch-page.ts'
import { useLiveConnection } from './live-provider.tsx'
import { appendOlder, type EventWindow, foldBatch, follow } from './window.ts'

const OLDER_PAGE = 200

/** The list of events that match `q`: loaded, live, and longer on demand. `enabled` is false for an unreadable `q`. */
export function useEventWindow(q: string, enabled: boolean) {
  const client = useQueryClient()
  const connection = useLiveConnection()
  const query = useQuery({ ...eventWindowQuery(q), enabled })
  const loaded = query.data !== undefined

  useEffect(() => {
    if (!loaded) return
    connection.subscribe({
      q,
      after: client.getQueryData<EventWindow>(['events', q])?.upTo ?? null,
      onEvents: (events, seq) => updateWindow(client, q, (window) => foldBatch(window, events, seq)),
      onGap: (reset) => reload(client, q, reset),
    })
  }, [loaded, q, connection, client])

  const setFollowing = useCallback(
    async (following: boolean) => {
      const window = client.getQueryData<EventWindow>(['events', q])
      if (window === undefined) return
      const next = follow(window, following)
      if (next !== null) {
        client.setQueryData(['events', q], next)
        return
      }
      updateWindow(client, q, (held) => ({
        ...held,
        events: [],
        waiting: [],
        waitingCount: 0,
        following: true,
      }))
      await client.refetchQueries({ queryKey: ['events', q], exact: true })
    },
    [client, q],
  )

  return { query, window: query.data, setFollowing, ...useOlder(client, q) }
}

function useOlder(client: QueryClient, q: string) {
  const loading = useRef<string | null>(null)
  const [failed, setFailed] = useState<unknown>(null)

  const loadOlder = useCallback(async () => {
    const cursor = client.getQueryData<EventWindow>(['events', q])?.nextCursor
    const key = `${q}\n${cursor}`
    if (cursor === null || cursor === undefined || loading.current === key) return
    loading.current = key
    setFailed(null)
    try {
      const page = await fetchPage(q, { limit: OLDER_PAGE, cursor })
      updateWindow(client, q, (window) => (window.nextCursor === cursor ? appendOlder(window, page) : window))
    } catch (error) {
      setFailed(error)
    } finally {
      loading.current = null
    }
  }, [client, q])

  return { loadOlder, olderFailed: failed }
}

/** After a gap the newest page is fetched; after a reset, when the server's store is another, everything. */
async function reload(client: QueryClient, q: string, reset: boolean): Promise<void> {
  if (reset) await client.resetQueries({ queryKey: ['events'] }, { throwOnError: true })
  else await client.refetchQueries({ queryKey: ['events', q], exact: true }, { throwOnError: true })
}
