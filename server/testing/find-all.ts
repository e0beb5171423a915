import type { EventSummary } from '../../shared/event.ts'
import { parseQuery, type Query } from '../../shared/query/query.ts'
import type { Store } from '../store/store.ts'

/** Every event that matches, newest first, in pages of `limit`. */
export async function findAll(store: Store, query: Query | string, limit = 100): Promise<EventSummary[]> {
  const asked = typeof query === 'string' ? parseQuery(query) : query
  const found: EventSummary[] = []
  let cursor: number | null = null
  do {
    const page = await store.events.listBefore(asked, cursor, limit)
    found.push(...page.events)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}
