import { type Kysely, sql } from 'kysely'
import type { EventPlace, Neighbours } from '../event-store.ts'
import type { Schema } from '../schema.ts'

/** How many events before show what is usual. */
const USUAL = 20
/** How far before an event its signature is looked for: their headers must be read. */
const BEFORE = 5_000

/** See `EventStore.neighbours`. */
export async function findNeighbours(db: Kysely<Schema>, event: EventPlace): Promise<Neighbours> {
  const usual = await db
    .selectFrom('events')
    .select(['received_at', 'sent_at'])
    .where('endpoint_id', '=', event.endpointId)
    .where('seq', '<', event.seq)
    .where('sent_at', 'is not', null)
    .where('verdict', '=', 'verified')
    .orderBy('seq', 'desc')
    .limit(USUAL)
    .execute()
  const sameSignature = await withSignature(db, event)
  const isSameRequest = (row: { message_id: string | null; sent_at: number | null }) =>
    event.messageId !== null &&
    event.sentAt !== null &&
    row.message_id === event.messageId &&
    row.sent_at === event.sentAt
  return {
    agesS: usual.map((row) => Math.floor((row.received_at - (row.sent_at ?? 0)) / 1000)),
    sameRequest: place(sameSignature.find(isSameRequest)),
    sameSignature: place(sameSignature.find((row) => row.message_id !== event.messageId)),
  }
}

async function withSignature(db: Kysely<Schema>, { seq, signature }: EventPlace) {
  if (signature === null) return []
  return db
    .selectFrom('events')
    .innerJoin('event_contents', 'event_contents.seq', 'events.seq')
    .select(['events.seq', 'events.id', 'events.received_at', 'events.message_id', 'events.sent_at'])
    .where('events.seq', '>=', seq - BEFORE)
    .where('events.seq', '<', seq)
    .where(sql<boolean>`instr(event_contents.headers, ${signature}) > 0`)
    .orderBy('events.seq')
    .limit(10)
    .execute()
}

function place(row: { id: string; received_at: number } | undefined) {
  return row ? { id: row.id, receivedAt: row.received_at } : null
}
