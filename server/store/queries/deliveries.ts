import { type Kysely, sql } from 'kysely'
import type { DeliveryStatus } from '../../../shared/delivery.ts'
import type {
  AttemptRecord,
  DeliveryFilter,
  DeliveryRecord,
  ReplayRecord,
  TargetRecord,
} from '../delivery-store.ts'
import type { Schema } from '../schema.ts'

/** See `DeliveryStore.list`. */
export async function listDeliveries(
  db: Kysely<Schema>,
  { eventId, targetId, replayId, status }: DeliveryFilter,
  before: number | null,
  limit: number,
): Promise<DeliveryRecord[]> {
  // Edited bodies may be large.
  const hasBody = sql<Uint8Array | null>`case when edited_body is not null then x'' end`
  let query = selectDeliveries(db)
    .select(hasBody.as('edited_body'))
    .orderBy('deliveries.seq', 'desc')
    .limit(limit)
  if (eventId !== undefined) query = query.where('events.id', '=', eventId)
  if (targetId !== undefined) query = query.where('deliveries.target_id', '=', targetId)
  if (replayId !== undefined) query = query.where('deliveries.replay_id', '=', replayId)
  if (status !== undefined) query = query.where(hasStatus(status))
  if (before !== null) query = query.where('deliveries.seq', '<', before)
  return (await query.execute()).map(toDelivery)
}

/** See `DeliveryStore.get`. */
export async function getDelivery(db: Kysely<Schema>, id: string): Promise<DeliveryRecord | null> {
  const row = await selectDeliveries(db).where('deliveries.id', '=', id).executeTakeFirst()
  return row ? toDelivery(row) : null
}

/** See `DeliveryStore.attempts`. */
export async function listAttempts(db: Kysely<Schema>, deliverySeq: number): Promise<AttemptRecord[]> {
  const rows = await db
    .selectFrom('attempts')
    .selectAll()
    .where('delivery_seq', '=', deliverySeq)
    .orderBy('number')
    .execute()
  return rows.map((row) => attemptFromRow(row))
}

/** See `DeliveryStore.routes`. Skips from one route to the next: many may be due. */
export async function listRoutes(db: Kysely<Schema>): Promise<{ route: string; dueAt: number }[]> {
  const { rows } = await sql<{ route: string; dueAt: number }>`
    with recursive known(route) as (
      select min(route) from deliveries where status = 'due' and due_at is not null
      union all
      select (
        select min(route) from deliveries where status = 'due' and due_at is not null and route > known.route
      ) from known where known.route is not null
    )
    select route, (
      select min(due_at) from deliveries d where d.status = 'due' and d.due_at is not null and d.route = known.route
    ) as "dueAt"
    from known where route is not null`.execute(db)
  return rows
}

/** See `TargetStore.list`. */
export async function listTargets(db: Kysely<Schema>): Promise<TargetRecord[]> {
  const rows = await db.selectFrom('targets').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    headers: row.headers,
    secret: row.secret,
    timeoutMs: row.timeout_ms,
    followRedirects: row.follow_redirects,
    maxInFlight: row.max_in_flight,
    retry: JSON.parse(row.retry),
    forward: JSON.parse(row.forward),
    createdAt: row.created_at,
  }))
}

/** See `TargetStore.counts`. */
export async function countOpen(db: Kysely<Schema>): Promise<Map<string, { due: number; failed: number }>> {
  const counts = new Map<string, { due: number; failed: number }>()
  // One query a state: each has an index of its own.
  for (const status of ['due', 'sending', 'failed'] as const) {
    const rows = await db
      .selectFrom('deliveries')
      .select(({ fn }) => ['target_id', fn.countAll<number>().as('count')])
      .where(hasStatus(status))
      .groupBy('target_id')
      .execute()
    for (const { target_id, count } of rows) {
      if (target_id === null) continue
      const known = counts.get(target_id) ?? { due: 0, failed: 0 }
      known[status === 'failed' ? 'failed' : 'due'] += count
      counts.set(target_id, known)
    }
  }
  return counts
}

/** Written out, for partial indexes are used only where their own condition stands in the query. */
export function hasStatus(status: DeliveryStatus) {
  return sql<boolean>`deliveries.status = ${sql.lit(status)}`
}

/** See `ReplayStore.list`. */
export async function listReplays(
  db: Kysely<Schema>,
  limit: number,
): Promise<Omit<ReplayRecord, 'chosen'>[]> {
  const rows = await db
    .selectFrom('replays')
    .select([
      'id',
      'target_id',
      'query',
      'signature',
      'new_message_id',
      'direction',
      'rate_per_second',
      'stop_on_failure',
      'state',
      'up_to',
      'cursor',
      'total',
      'started',
      'delivered',
      'failed',
      'cancelled',
      'created_at',
      'finished_at',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toListed)
}

/** See `ReplayStore.running`. */
export async function runningReplays(db: Kysely<Schema>): Promise<ReplayRecord[]> {
  const rows = await db.selectFrom('replays').selectAll().where('state', '=', 'running').execute()
  return rows.map(toReplay)
}

/** See `ReplayStore.get`. */
export async function getReplay(db: Kysely<Schema>, id: string): Promise<ReplayRecord | null> {
  const row = await db.selectFrom('replays').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toReplay(row) : null
}

function toReplay(row: ReplayRow): ReplayRecord {
  return { ...toListed(row), chosen: row.chosen === null ? null : JSON.parse(row.chosen) }
}

function toListed(row: Omit<ReplayRow, 'chosen'>): Omit<ReplayRecord, 'chosen'> {
  return {
    id: row.id,
    targetId: row.target_id,
    query: row.query,
    signature: row.signature,
    newMessageId: row.new_message_id === 1,
    order: row.direction,
    ratePerSecond: row.rate_per_second,
    stopOnFailure: row.stop_on_failure === 1,
    state: row.state,
    upTo: row.up_to,
    cursor: row.cursor,
    total: row.total,
    started: row.started,
    delivered: row.delivered,
    failed: row.failed,
    cancelled: row.cancelled,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
type ReplayRow = Awaited<ReturnType<ReturnType<typeof selectReplays>['execute']>>[number]
const selectReplays = (db: Kysely<Schema>) => db.selectFrom('replays').selectAll()

/** Deliveries with what lists say of their events. */
export function selectDeliveries(db: Kysely<Schema>) {
  return db
    .selectFrom('deliveries')
    .leftJoin('events', 'events.seq', 'deliveries.event_seq')
    .selectAll('deliveries')
    .select(['events.id as event_id', 'events.type as event_type', 'events.endpoint_id'])
}

export type DeliveryRow = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number]

export function toDelivery(row: DeliveryRow): DeliveryRecord {
  return {
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    eventSeq: row.event_seq,
    eventId: row.event_id,
    eventType: row.event_type,
    endpointId: row.endpoint_id,
    targetId: row.target_id,
    url: row.url,
    route: row.route,
    lane: row.lane,
    signature: row.signature,
    secretId: row.secret_id,
    secret: row.secret,
    newMessageId: row.new_message_id,
    edit: row.edit === null ? null : JSON.parse(row.edit),
    editedBody: row.edited_body,
    retry: JSON.parse(row.retry),
    urgent: row.urgent === 1,
    replayId: row.replay_id,
    createdAt: row.created_at,
    status: row.status,
    dueAt: row.due_at,
    attempts: row.attempts,
    tries: row.tries,
    last:
      row.last_ms === null
        ? null
        : {
            status: row.last_status,
            error: row.last_error === null ? null : JSON.parse(row.last_error),
            totalMs: row.last_ms,
          },
    finishedAt: row.finished_at,
  }
}

/** What the columns of `attempts` hold besides the key. */
export function attemptToRow({ number, startedAt, answer, timings, ...rest }: AttemptRecord) {
  const { body = null, ...head } = answer ?? {}
  return {
    number,
    started_at: startedAt,
    total_ms: timings.totalMs,
    record: JSON.stringify({ ...rest, timings, answer: answer === null ? null : head }),
    answer_body: body,
  }
}

function attemptFromRow(row: Omit<Schema['attempts'], 'delivery_seq'>): AttemptRecord {
  const { answer, ...rest } = JSON.parse(row.record)
  return {
    number: row.number,
    startedAt: row.started_at,
    answer: answer === null ? null : { ...answer, body: row.answer_body ?? Buffer.alloc(0) },
    ...rest,
  }
}
