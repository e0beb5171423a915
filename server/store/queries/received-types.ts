import { type Kysely, sql } from 'kysely'
import { EVENTS_PER_BLOCK, type Schema } from '../schema.ts'
import type { ReceivedType } from '../schema-store.ts'

/** Senders can make up any number of types. */
const MOST = 500
const MINUTE_MS = 60_000

/** See `SchemaStore.received`. */
export async function receivedTypes(db: Kysely<Schema>): Promise<ReceivedType[]> {
  const rows = await db
    .selectFrom('event_hours')
    .innerJoin('endpoints', 'endpoints.id', 'event_hours.endpoint_id')
    .where('endpoints.deleted_at', 'is', null)
    .where('event_hours.type', '!=', '')
    .select(({ fn }) => [
      'type',
      'endpoint_id',
      fn.sum<number>('event_hours.count').as('count'),
      fn.max<number>('event_hours.hour').as('hour'),
    ])
    .groupBy(['type', 'endpoint_id'])
    .orderBy('count', 'desc')
    .limit(MOST)
    .execute()
  const received: ReceivedType[] = []
  for (const { type, endpoint_id: endpointId, count, hour } of rows) {
    const lastAt = await newestOf(db, type, endpointId, hour)
    if (lastAt !== null && count > 0) received.push({ type, endpointId, count, lastAt })
  }
  return received
}

/**
 * When the newest event of a type was received at an endpoint, in an hour. Looked for where that minute's events are:
 * from the newest on, a million of the same type at another endpoint could stand before it.
 */
async function newestOf(
  db: Kysely<Schema>,
  type: string,
  endpointId: string,
  hour: number,
): Promise<number | null> {
  const last = await db
    .selectFrom('event_counts')
    .select('minute')
    .where('minute', '>=', hour * 60)
    .where('minute', '<', (hour + 1) * 60)
    .where('endpoint_id', '=', endpointId)
    .where('type', '=', type)
    .orderBy('minute', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return null
  const first = sql<number>`event_blocks.block * ${EVENTS_PER_BLOCK}`
  const newest = await db
    .selectFrom('event_blocks')
    .innerJoin('events', (join) =>
      join
        .on('events.seq', '>=', first)
        .on('events.seq', '<', sql<number>`(event_blocks.block + 1) * ${EVENTS_PER_BLOCK}`),
    )
    .where('event_blocks.oldest', '<', (last.minute + 1) * MINUTE_MS)
    .where('event_blocks.newest', '>=', last.minute * MINUTE_MS)
    .where('events.type', '=', type)
    .where('events.endpoint_id', '=', endpointId)
    .select(({ fn }) => fn.max<number | null>('events.received_at').as('at'))
    .executeTakeFirst()
  return newest?.at ?? null
}
