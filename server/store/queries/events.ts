import type { Kysely } from 'kysely'
import type { EventSummary, HeaderPair } from '../../../shared/event.ts'
import type { Query } from '../../../shared/query/query.ts'
import type { Schema } from '../schema.ts'
import type { PageAfter, PageBefore, StoredEvent } from '../store.ts'
import { whereQuery } from './where.ts'

/** See `EventStore.listBefore`. */
export async function listBefore(
  db: Kysely<Schema>,
  query: Query,
  before: number | null,
  limit: number,
): Promise<PageBefore> {
  // Read first: whatever is committed in between is on the page, and only seen twice by the stream.
  const lastSeq = await newestSeq(db)
  const rows = await selectSummaries(db)
    .where((eb) => whereQuery(eb, query))
    .$if(before !== null, (qb) => qb.where('events.seq', '<', before))
    .orderBy('events.seq', 'desc')
    .limit(limit + 1)
    .execute()
  const events = rows.slice(0, limit).map(toSummary)
  const nextCursor = rows.length > limit ? (events.at(-1)?.seq ?? null) : null
  return { events, nextCursor, lastSeq: Math.max(lastSeq, events[0]?.seq ?? 0) }
}

/** See `EventStore.listAfter`. */
export async function listAfter(
  db: Kysely<Schema>,
  query: Query,
  after: number,
  limit: number,
): Promise<PageAfter> {
  const lastSeq = await newestSeq(db)
  const rows = await selectSummaries(db)
    .where((eb) => whereQuery(eb, query))
    .where('events.seq', '>', after)
    .orderBy('events.seq', 'asc')
    .limit(limit)
    .execute()
  const events = rows.map(toSummary)
  const lastListed = events.at(-1)?.seq ?? after
  return { events, upTo: events.length < limit ? Math.max(lastSeq, lastListed) : lastListed }
}

/** See `EventStore.get`. */
export async function getEvent(db: Kysely<Schema>, id: string): Promise<StoredEvent | null> {
  const row = await selectSummaries(db)
    .innerJoin('event_contents', 'event_contents.seq', 'events.seq')
    .select(['events.http_version', 'event_contents.headers', 'event_contents.body'])
    .where('events.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...toSummary(row),
    httpVersion: row.http_version,
    headers: headersFromText(row.headers),
    body: row.body,
  }
}

/** Those of these events that stand, oldest first. */
export async function getSummaries(db: Kysely<Schema>, ids: string[]): Promise<EventSummary[]> {
  const rows = await selectSummaries(db).where('events.id', 'in', ids).orderBy('events.seq').execute()
  return rows.map(toSummary)
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
async function newestSeq(db: Kysely<Schema>): Promise<number> {
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

function selectSummaries(db: Kysely<Schema>) {
  return db
    .selectFrom('events')
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .leftJoin('secrets', 'secrets.id', 'events.verified_by')
    .where('endpoints.slug', 'is not', null)
    .select([
      'events.seq',
      'events.id',
      'events.endpoint_id',
      'endpoints.slug',
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
      'secrets.label',
    ])
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof selectSummaries>['execute']>>[number]

function toSummary(row: SummaryRow): EventSummary {
  return {
    id: row.id,
    seq: row.seq,
    endpointId: row.endpoint_id,
    endpointSlug: row.slug ?? '',
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
  }
}
