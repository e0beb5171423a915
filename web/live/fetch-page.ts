import type { EventPage } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { parseQuery } from '../../shared/query/query.ts'
import { fetchEvents } from '../api/events.ts'
import { replaceChanged } from './window.ts'

/** The most that the server gives at once. */
const MAX_PAGE = 500

/** For each page on its way, the events that were told to have changed since it was asked for. */
const onTheWay = new Set<EventSummary[]>()

/**
 * `limit` events that match `q`, newest first, beginning behind `cursor`: what the stream says of them
 * meanwhile is in the result, whichever of the two was faster.
 */
export async function fetchPage(
  q: string,
  { limit, ...options }: { limit: number; cursor?: number; signal?: AbortSignal },
): Promise<EventPage> {
  const changed: EventSummary[] = []
  onTheWay.add(changed)
  try {
    let page = await fetchEvents(q, { ...options, limit: Math.min(limit, MAX_PAGE) })
    while (page.events.length < limit && page.nextCursor !== null) {
      const rest = Math.min(limit - page.events.length, MAX_PAGE)
      const next = await fetchEvents(q, { ...options, limit: rest, cursor: page.nextCursor })
      page = { ...page, events: [...page.events, ...next.events], nextCursor: next.nextCursor }
    }
    const [from, before] = [page.nextCursor ?? 0, options.cursor ?? page.indexedUpTo + 1]
    const within = changed.filter(({ seq }) => seq >= from && seq < before)
    return { ...page, events: replaceChanged(page.events, parseQuery(q), within) }
  } finally {
    onTheWay.delete(changed)
  }
}

/** Tells the pages that are on their way what has changed. */
export function tellPages(changed: EventSummary[]): void {
  for (const page of onTheWay) page.push(...changed)
}
