import { ApiError } from '../api/client.ts'
import { fetchEvents } from '../api/events.ts'
import type { EventWindow } from './window.ts'

/** More than this are selected by a query instead. */
const MOST = 10_000
const PAGE = 500

/**
 * The events of the list of `q` between two seqs, both inclusive, in either order: from the rows in hand where
 * these reach so far, or else from the server. @throws ApiError, also where there are too many
 */
export async function eventsBetween(
  q: string,
  { events, nextCursor, prevCursor }: EventWindow,
  one: number,
  other: number,
): Promise<{ id: string; seq: number }[]> {
  const [from, to] = [Math.min(one, other), Math.max(one, other)]
  const within = ({ seq }: { seq: number }) => seq >= from && seq <= to
  if (from >= (nextCursor ?? 0) && (prevCursor === null || to <= prevCursor)) return events.filter(within)
  const found: { id: string; seq: number }[] = []
  for (let cursor: number | null = to + 1; cursor !== null && cursor > from; ) {
    const page = await fetchEvents(q, { limit: PAGE, cursor })
    found.push(...page.events.filter(within))
    if (found.length > MOST) {
      throw new ApiError(
        0,
        'TOO_MANY',
        'They are more than 10,000. Narrow the filter, and select all that match.',
      )
    }
    cursor = page.nextCursor
  }
  return found
}
