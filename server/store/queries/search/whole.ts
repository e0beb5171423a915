import type { EventSummary } from '../../../../shared/event.ts'
import type { Query } from '../../../../shared/query/ast.ts'
import type { StoredEvent, WholeLimits, WholePage } from '../../event-store.ts'
import { headersFromText, newestSeq } from '../events.ts'
import { ANSWER_MS } from './list.ts'
import { planSearch, type Reading } from './plan.ts'
import { walk } from './walk.ts'

/** See `EventStore.readWhole`. */
export async function readWhole(
  reading: Reading,
  query: Query,
  { after, upTo, events: most, bytes }: WholeLimits,
): Promise<WholePage> {
  const to = Math.min(upTo, await newestSeq(reading.db))
  if (to <= after) return { events: [], upTo }
  const plan = await planSearch(reading.db, query, to)
  const found: EventSummary[] = []
  let size = 0
  const until = performance.now() + ANSWER_MS
  const way = { towards: 'newer', from: after + 1, to, until } as const
  const next = await walk(reading, plan, way, (event) => {
    found.push(event)
    size += event.size
    return found.length < most && size < bytes
  })
  return withContents(reading, found, next === null ? upTo : next - 1, bytes)
}

/** Of events with many headers fewer than were found: `size` tells of bodies alone. */
async function withContents(
  { db }: Reading,
  found: EventSummary[],
  upTo: number,
  bytes: number,
): Promise<WholePage> {
  const events: StoredEvent[] = []
  let size = 0
  for (const summary of found) {
    if (size >= bytes) return { events, upTo: summary.seq - 1 }
    const row = await db
      .selectFrom('events')
      .innerJoin('event_contents', 'event_contents.seq', 'events.seq')
      .select(['events.http_version', 'event_contents.headers', 'event_contents.body'])
      .where('events.seq', '=', summary.seq)
      .executeTakeFirst()
    // Deleted a moment ago.
    if (!row) continue
    size += row.headers.length + row.body.byteLength
    events.push({
      ...summary,
      httpVersion: row.http_version,
      headers: headersFromText(row.headers),
      body: row.body,
    })
  }
  return { events, upTo }
}
