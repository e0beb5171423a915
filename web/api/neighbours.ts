import { queryOptions } from '@tanstack/react-query'
import type { EventSummary } from '../../shared/event.ts'
import { termOfId } from '../lib/value-terms.ts'
import { fetchEvents } from './events.ts'

/** What two events may have in common. */
export type Shared = 'entity' | 'message'

/** The query for the events of the same endpoint that share an event's entity or message; null: it has none. */
export function queryOfShared(event: EventSummary, shared: Shared): string | null {
  const id = shared === 'entity' ? event.entity?.id : event.messageId
  const term = id == null ? null : termOfId(shared, id)
  return term === null ? null : `${term} endpoint:${event.endpointSlug}`
}

/** The event of the same entity or message that came right before or after one; null: there is none. */
export async function findNeighbour(
  event: EventSummary,
  shared: Shared,
  direction: 'before' | 'after',
  signal?: AbortSignal,
): Promise<EventSummary | null> {
  const query = queryOfShared(event, shared)
  if (query === null) return null
  // A part of a composite id finds other kinds of entities too.
  const fits = ({ entity }: EventSummary) => shared === 'message' || entity?.id === event.entity?.id
  let place = direction === 'before' ? { cursor: event.seq } : { after: event.seq }
  for (;;) {
    const page = await fetchEvents(query, { ...place, limit: 20, ...(signal ? { signal } : {}) })
    const events = direction === 'before' ? page.events : page.events.toReversed()
    const found = events.find(fits)
    if (found) return found
    const next = direction === 'before' ? page.nextCursor : page.prevCursor
    if (next === null || next === undefined) return null
    place = direction === 'before' ? { cursor: next } : { after: next }
  }
}

/** The same, kept for a while. */
export const neighbourQuery = (event: EventSummary, shared: Shared, direction: 'before' | 'after') =>
  queryOptions({
    queryKey: ['neighbour', event.id, shared, direction],
    queryFn: ({ signal }) => findNeighbour(event, shared, direction, signal),
    staleTime: 5_000,
  })
