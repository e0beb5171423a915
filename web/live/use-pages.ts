import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { eventsKey, updateWindow } from './event-window-query.ts'
import { fetchPage } from './fetch-page.ts'
import {
  appendOlder,
  type EventWindow,
  guessCursor,
  moveToOldest,
  moveWindow,
  prependNewer,
} from './window.ts'

const PAGE = 200

type Way = 'older' | 'newer' | 'place'

/** More of a list, as its reader comes near. */
export interface Pages {
  loadOlder(): Promise<void>
  loadNewer(): Promise<void>
  /** Puts in the place of the rows those that lie about so many rows below the top of the list. */
  moveTo(rows: number): Promise<void>
  showOldest(): Promise<void>
  failed: unknown
  /** The reader has stopped a search that took long; `goOn` ends that. */
  stopped: boolean
  stop(): void
  goOn(): void
}

/** Pages of the list of `q`, opened at `at`. What is on its way is given up when the list is another or goes. */
export function usePages(q: string, at: number | null): Pages {
  const client = useQueryClient()
  const onTheWay = useRef(new Map<Way, AbortController>())
  const [failed, setFailed] = useState<unknown>(null)
  const [stopped, setStopped] = useState(false)
  const key = useMemo(() => eventsKey(q, at), [q, at])

  useEffect(() => {
    setFailed(null)
    setStopped(false)
    const all = onTheWay.current
    return () => abortAll(all)
  }, [key])

  const load = useCallback(
    async (
      way: Way,
      place: { cursor: number } | { after: number },
      fold: (window: EventWindow, page: Awaited<ReturnType<typeof fetchPage>>) => EventWindow,
    ) => {
      const controller = new AbortController()
      const all = onTheWay.current
      all.set(way, controller)
      setFailed(null)
      try {
        const page = await fetchPage(q, { limit: PAGE, ...place, signal: controller.signal })
        if (!controller.signal.aborted) updateWindow(client, key, (window) => fold(window, page))
      } catch (error) {
        if (!controller.signal.aborted) setFailed(error)
      } finally {
        if (all.get(way) === controller) all.delete(way)
      }
    },
    [client, q, key],
  )

  const loadOlder = useCallback(async () => {
    const cursor = client.getQueryData<EventWindow>(key)?.nextCursor
    if (cursor === null || cursor === undefined || onTheWay.current.has('older')) return
    await load('older', { cursor }, (window, page) =>
      window.nextCursor === cursor ? appendOlder(window, page) : window,
    )
  }, [client, key, load])

  const loadNewer = useCallback(async () => {
    const after = client.getQueryData<EventWindow>(key)?.prevCursor
    if (after === null || after === undefined || onTheWay.current.has('newer')) return
    await load('newer', { after }, (window, page) =>
      window.prevCursor === after ? prependNewer(window, page) : window,
    )
  }, [client, key, load])

  const moveTo = useCallback(
    async (rows: number) => {
      const window = client.getQueryData<EventWindow>(key)
      if (window === undefined) return
      abortAll(onTheWay.current)
      const cursor = guessCursor(window, rows)
      await load('place', { cursor }, (held, page) => moveWindow(held, page, cursor, rows))
    },
    [client, key, load],
  )

  const showOldest = useCallback(async () => {
    abortAll(onTheWay.current)
    await load('place', { after: 0 }, moveToOldest)
  }, [load])

  const stop = useCallback(() => {
    setStopped(true)
    abortAll(onTheWay.current)
  }, [])
  const goOn = useCallback(() => setStopped(false), [])

  return { loadOlder, loadNewer, moveTo, showOldest, failed, stopped, stop, goOn }
}

function abortAll(all: Map<Way, AbortController>): void {
  for (const controller of all.values()) controller.abort()
  all.clear()
}
