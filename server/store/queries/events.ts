import type { Kysely } from 'kysely'
import type { EventSummary, HeaderPair } from '../../../shared/event.ts'
import type { StoredEvent } from '../event-store.ts'
import { flagsOf } from '../flag-bits.ts'
import type { Schema } from '../schema.ts'

/** See `EventStore.get`. */
export async function getEvent(db: Kysely<Schema>, id: string): Promise<StoredEvent | null> {
  const row = await selectOfEndpoints(db)
    .innerJoin('event_contents', 'event_contents.seq', 'events.seq')
    .select(['events.http_version', 'event_contents.headers', 'event_contents.body'])
    .where('events.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...toSummary(row, row.slug),
    httpVersion: row.http_version,
    headers: headersFromText(row.headers),
    body: row.body,
  }
}

/** Those of these events that stand, oldest first. */
export async function getSummaries(db: Kysely<Schema>, ids: string[]): Promise<EventSummary[]> {
  const rows = await selectOfEndpoints(db).where('events.id', 'in', ids).orderBy('events.seq').execute()
  return rows.map((row) => toSummary(row, row.slug))
}

/** See `EventStore.known`. */
export async function knownIds(db: Kysely<Schema>, ids: string[]): Promise<Set<string>> {
  const rows = await selectIds(db, ids).where('endpoints.slug', 'is not', null).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Those of these ids that events have whose endpoint is under deletion. */
export async function leavingIds(db: Kysely<Schema>, ids: string[]): Promise<string[]> {
  const rows = await selectIds(db, ids).where('endpoints.slug', 'is', null).execute()
  return rows.map(({ id }) => id)
}

function selectIds(db: Kysely<Schema>, ids: string[]) {
  return db
    .selectFrom('events')
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .select('events.id')
    .where('events.id', 'in', ids)
}

/** Header pairs as the `headers` column keeps them. */
export function headersToText(headers: HeaderPair[]): string {
  const flat: string[] = []
  for (const [name, value] of headers) flat.push(name, value)
  return JSON.stringify(flat)
}

/** Header pairs of the `headers` column. */
export function headersFromText(text: string): HeaderPair[] {
  const flat = JSON.parse(text) as string[]
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] as string, flat[2 * i + 1] as string])
}

/** Deleted events count: a client that saw one must not be sent back behind it. */
export async function newestSeq(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('deleted_seq')
    .select((eb) => [
      'seq',
      eb
        .selectFrom('events')
        .select(({ fn }) => fn.max<number | null>('seq').as('s'))
        .as('newest'),
    ])
    .executeTakeFirstOrThrow()
  return Math.max(row.seq, row.newest ?? 0)
}

/** Of all events; those of an endpoint whose deletion has begun are to be left out. */
export function selectSummaries(db: Kysely<Schema>) {
  return db
    .selectFrom('events')
    .leftJoin('secrets', 'secrets.id', 'events.verified_by')
    .select([
      'events.seq',
      'events.id',
      'events.endpoint_id',
      'events.received_at',
      'events.method',
      'events.path',
      'events.query',
      'events.remote_address',
      'events.content_type',
      'events.size',
      'events.message_id',
      'events.sent_at',
      'events.type',
      'events.entity_kind',
      'events.entity_id',
      'events.about',
      'events.verdict',
      'events.verified_by',
      'events.verified_position',
      'events.verdict_at_receipt',
      'events.verdict_changed_at',
      'events.top_cause',
      'events.delivery_mark',
      'events.flags',
      'events.schema_state',
      'secrets.label',
    ])
}

function selectOfEndpoints(db: Kysely<Schema>) {
  return selectSummaries(db)
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .where('endpoints.slug', 'is not', null)
    .select('endpoints.slug')
    .$narrowType<{ slug: string }>()
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof selectSummaries>['execute']>>[number]

export function toSummary(row: SummaryRow, slug: string): EventSummary {
  return {
    id: row.id,
    seq: row.seq,
    endpointId: row.endpoint_id,
    endpointSlug: slug,
    receivedAt: row.received_at,
    method: row.method,
    path: row.path,
    query: row.query,
    remoteAddress: row.remote_address,
    contentType: row.content_type,
    size: row.size,
    messageId: row.message_id,
    sentAt: row.sent_at,
    type: row.type,
    entity:
      row.entity_kind !== null && row.entity_id !== null
        ? { kind: row.entity_kind, id: row.entity_id }
        : null,
    about: row.about,
    verdict: row.verdict,
    verifiedBy:
      row.verified_by === null
        ? null
        : { secretId: row.verified_by, label: row.label ?? '', position: row.verified_position },
    verdictAtReceipt: row.verdict_at_receipt ?? row.verdict,
    verdictChangedAt: row.verdict_changed_at,
    topCause: row.top_cause,
    deliveryMark: row.delivery_mark,
    flags: flagsOf(row.flags),
    schema: row.schema_state,
  }
}
