import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ReceivedType } from '../store.ts'

/** Senders can make up any number of types. */
const MOST = 500

/** See `SchemaStore.received`. */
export async function receivedTypes(db: Kysely<Schema>): Promise<ReceivedType[]> {
  const rows = await db
    .selectFrom('event_hours')
    .innerJoin('endpoints', 'endpoints.id', 'event_hours.endpoint_id')
    .where('endpoints.deleted_at', 'is', null)
    .where('event_hours.type', '!=', '')
    .select(({ fn }) => ['type', 'endpoint_id', fn.sum<number>('event_hours.count').as('count')])
    .groupBy(['type', 'endpoint_id'])
    .orderBy('count', 'desc')
    .limit(MOST)
    .execute()
  const received: ReceivedType[] = []
  for (const { type, endpoint_id, count } of rows) {
    const newest = await db
      .selectFrom('events')
      .select('received_at')
      .where('type', '=', type)
      .where('endpoint_id', '=', endpoint_id)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (newest && count > 0)
      received.push({ type, endpointId: endpoint_id, count, lastAt: newest.received_at })
  }
  return received
}
