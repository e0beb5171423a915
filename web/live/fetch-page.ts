import type { EventPage } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { parseQuery } from '../../shared/query/query.ts'
import { fetchEvents, type Place } from '../api/events.ts'
import { replaceChanged } from './window.ts'

/** The most that the server gives at once. */
const MAX_PAGE = 500

/** For each page on its way, the events that were told to have changed since it was asked for. */
const onTheWay = new Set<EventSummary[]>()

interface PageOptions extends Place {
  limit: number
  /** A search that takes long is gone on with down to this seq; otherwise its first answer is given. */
  downTo?: number
  signal?: AbortSignal
}

/**
 * `limit` events that match `q`, newest first, beginning at the place that is asked for: what the stream says of
 * them meanwhile is in the result, whichever of the two was faster.
 */
export async function fetchPage(q: string, { limit, downTo, ...options }: PageOptions): Promise<EventPage> {
  const changed: EventSummary[] = []
  onTheWay.add(changed)
  try {
    let page = await fetchEvents(q, { ...options, limit: Math.min(limit, MAX_PAGE) })
    while (options.after === undefined && goesOn(page, limit, downTo)) {
      const { signal } = options
      const next = await fetchEvents(q, {
        ...(signal && { signal }),
        limit: Math.min(limit - page.events.length, MAX_PAGE),
        cursor: page.nextCursor,
      })
      const { nextCursor, complete, searchedTo } = next
      page = { ...page, events: [...page.events, ...next.events], nextCursor, complete, searchedTo }
    }
    const [from, to] = reachOf(page, options)
    const within = changed.filter(({ seq }) => seq >= from && seq <= to)
    return { ...page, events: replaceChanged(page.events, parseQuery(q), within) }
  } finally {
    onTheWay.delete(changed)
  }
}

/** Tells the pages that are on their way what has changed. */
export function tellPages(changed: EventSummary[]): void {
  for (const page of onTheWay) page.push(...changed)
}

function goesOn(
  page: EventPage,
  limit: number,
  downTo: number | undefined,
): page is EventPage & { nextCursor: number } {
  if (page.nextCursor === null || page.events.length >= limit) return false
  return page.complete || (downTo !== undefined && page.nextCursor > downTo)
}

/** The first and the last seq of which the page tells. */
function reachOf(page: EventPage, { cursor, after }: Place): [number, number] {
  if (after !== undefined) return [after + 1, page.prevCursor ?? page.indexedUpTo]
  return [page.nextCursor ?? 0, cursor === undefined ? (page.prevCursor ?? page.indexedUpTo) : cursor - 1]
}
