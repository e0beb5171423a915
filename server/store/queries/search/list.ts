import type { EventSummary } from '../../../../shared/event.ts'
import type { Query } from '../../../../shared/query/ast.ts'
import type { PageAfter, PageBefore } from '../../event-store.ts'
import { newestSeq } from '../events.ts'
import { planSearch, type Reading } from './plan.ts'
import { walk } from './walk.ts'

/** How long one answer may look for events. What was not reached by then, the next one looks through. */
export const ANSWER_MS = 200

/** See `EventStore.listBefore`. */
export async function listBefore(
  reading: Reading,
  query: Query,
  before: number | null,
  limit: number,
): Promise<PageBefore> {
  const until = performance.now() + ANSWER_MS
  const lastSeq = await newestSeq(reading.db)
  const plan = await planSearch(reading.db, query, lastSeq)
  const events: EventSummary[] = []
  const from = before === null ? lastSeq : before - 1
  const next = await walk(
    reading,
    plan,
    { towards: 'older', from, to: 0, until },
    (event) => events.push(event) <= limit,
  )
  if (events.length > limit) {
    events.pop()
    return { events, nextCursor: events.at(-1)?.seq ?? null, complete: true, lastSeq }
  }
  return { events, nextCursor: next === null ? null : next + 1, complete: next === null, lastSeq }
}

/** See `EventStore.listAfter`. */
export async function listAfter(
  reading: Reading,
  query: Query,
  after: number,
  limit: number,
): Promise<PageAfter> {
  const until = performance.now() + ANSWER_MS
  const lastSeq = await newestSeq(reading.db)
  if (lastSeq <= after) return { events: [], upTo: after }
  const plan = await planSearch(reading.db, query, lastSeq)
  const events: EventSummary[] = []
  const way = { towards: 'newer', from: after + 1, to: lastSeq, until } as const
  const next = await walk(reading, plan, way, (event) => events.push(event) < limit)
  return { events, upTo: next === null ? lastSeq : next - 1 }
}
