import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AttemptRecord, DeliveryRecord, EventToSend, NewDelivery, Outcome } from '../delivery-store.ts'
import { getDelivery, hasStatus, selectDeliveries, toDelivery } from '../queries/deliveries.ts'
import { headersFromText } from '../queries/events.ts'
import { type Connection, run } from './connection.ts'
import type { DeliveryWriter } from './delivery-writer.ts'

/** Rows that are changed in one transaction, so that senders of events need not wait long. */
const SLICE = 200

/** See `DeliveryStore.eventToSend`: prepared once, for it is asked for with every attempt. */
export function prepareEventToSend({ raw }: Connection): (seq: number) => EventToSend | null {
  const read = raw.prepare<[number], Omit<EventToSend, 'headers'> & { headers: string }>(
    `select method, path, query, message_id as messageId, headers, body
    from events join event_contents using (seq) where seq = ?`,
  )
  return (seq) => {
    const event = read.get(seq)
    return event ? { ...event, headers: headersFromText(event.headers) } : null
  }
}

/** See `DeliveryStore.insert`. */
export async function insertDelivery(
  { raw, db }: Connection,
  writer: DeliveryWriter,
  delivery: NewDelivery,
  eventId: string | null,
): Promise<DeliveryRecord | null> {
  const seqOf = raw.prepare<[string], number>('select seq from events where id = ?').pluck()
  const inserted = raw
    .transaction(() => {
      const eventSeq = eventId === null ? null : seqOf.get(eventId)
      if (eventSeq === undefined) return false
      writer.insert(delivery, eventSeq)
      if (delivery.kind === 'test') forgetOldTests(raw, delivery.targetId)
      return true
    })
    .immediate()
  return inserted ? getDelivery(db, delivery.id) : null
}

/** No event takes tests along when it goes. */
function forgetOldTests(raw: Connection['raw'], targetId: string | null): void {
  raw
    .prepare(
      `delete from deliveries where seq in (
        select seq from deliveries where target_id is ? and kind = 'test' and status not in ('due', 'sending')
        order by seq desc limit -1 offset 20
      )`,
    )
    .run(targetId)
}

/** See `DeliveryStore.retry`. */
export async function retryDelivery(
  { raw, db }: Connection,
  writer: DeliveryWriter,
  id: string,
  now: number,
): Promise<DeliveryRecord | null> {
  const before = await getDelivery(db, id)
  const changed = raw
    .transaction(() => {
      // One that has ended has lost its place in its lane.
      const { changes } = raw
        .prepare(
          `update deliveries set status = 'due', due_at = ?, finished_at = null,
            tries = case status when 'due' then tries else 0 end,
            replay_id = case status when 'due' then replay_id end,
            lane = case status when 'due' then lane end
          where id = ?
            and (status in ('delivered', 'failed', 'cancelled') or status = 'due' and due_at is not null)`,
        )
        .run(now, id)
      if (changes > 0 && before?.eventSeq != null) writer.mark(before.eventSeq)
      return changes > 0
    })
    .immediate()
  return changed ? getDelivery(db, id) : null
}

/** See `DeliveryStore.cancel`. */
export async function cancelDelivery(
  connection: Connection,
  writer: DeliveryWriter,
  id: string,
  now: number,
): Promise<DeliveryRecord | null> {
  const before = await getDelivery(connection.db, id)
  return before && cancel(connection, writer, [before], now) > 0 ? getDelivery(connection.db, id) : null
}

/** See `DeliveryStore.cancelAll`. */
export async function cancelAll(
  connection: Connection,
  writer: DeliveryWriter,
  of: { targetId: string; replayId?: string },
  now: number,
): Promise<number> {
  const query = selectDeliveries(connection.db)
    .where(hasStatus('due'))
    .where('deliveries.target_id', '=', of.targetId)
    .limit(SLICE)
  // By the target's index: few of a replay's many deliveries are due.
  const due =
    of.replayId === undefined ? query : query.where(sql<boolean>`+deliveries.replay_id = ${of.replayId}`)
  let cancelled = 0
  for (;;) {
    const rows = (await due.execute()).map(toDelivery)
    cancelled += cancel(connection, writer, rows, now)
    if (rows.length < SLICE) return cancelled
    await setImmediate()
  }
}

function cancel({ raw }: Connection, writer: DeliveryWriter, rows: DeliveryRecord[], now: number): number {
  const update = raw.prepare(
    `update deliveries set status = 'cancelled', due_at = null, finished_at = ?
    where seq = ? and status in ('due', 'sending')`,
  )
  return raw
    .transaction(() => {
      const changed = rows.filter(({ seq }) => update.run(now, seq).changes > 0)
      for (const row of changed) writer.ended(row, 'cancelled', now)
      return changed.length
    })
    .immediate()
}

/** See `DeliveryStore.release`. */
export function releaseDeliveries(connection: Connection, seqs: number[], dueAt: number): void {
  const release = connection.db
    .updateTable('deliveries')
    .set({ status: 'due', due_at: dueAt, claimed_at: null })
    .where('status', '=', 'sending')
  const one = connection.raw.transaction(() => {
    for (const seq of seqs) run(connection, release.where('seq', '=', seq))
  })
  one.immediate()
}

/** See `DeliveryStore.recover`. */
export async function recoverDeliveries(
  { raw, db }: Connection,
  writer: DeliveryWriter,
  before: number,
): Promise<DeliveryRecord[]> {
  const rows = await selectDeliveries(db)
    .select(['events.method', 'events.size'])
    .where('deliveries.status', '=', 'sending')
    .where('deliveries.claimed_at', '<', before)
    .execute()
  const left = rows.map((row) => ({ row, record: toDelivery(row) }))
  for (let at = 0; at < left.length; at += SLICE) {
    raw
      .transaction(() => {
        for (const { row, record } of left.slice(at, at + SLICE)) {
          writer.finish(interrupted(record, row, before))
        }
      })
      .immediate()
    await setImmediate()
  }
  return left.map(({ record }) => record)
}

function interrupted(
  delivery: DeliveryRecord,
  { claimed_at, method, size }: { claimed_at: number | null; method: string | null; size: number | null },
  now: number,
): Outcome {
  const attempt: AttemptRecord = {
    number: delivery.attempts + 1,
    startedAt: claimed_at ?? now,
    request: {
      method: delivery.edit?.method ?? method ?? 'POST',
      url: delivery.url,
      headers: [],
      size: delivery.editedBody?.byteLength ?? size ?? 0,
    },
    answer: null,
    remoteAddress: null,
    redirects: [],
    timings: { dnsMs: null, connectMs: null, firstByteMs: null, totalMs: 0 },
    error: {
      code: 'interrupted',
      message:
        'Hooklens ended while it had this delivery in hand. Whether the target got the request is not known; it is sent again with the same delivery id.',
    },
    sent: {
      signature: delivery.signature,
      signatureValid: null,
      ageS: null,
      secretLabel: null,
      edited: delivery.editedBody !== null || delivery.edit !== null,
    },
  }
  return { delivery, attempt, status: 'due', dueAt: now, counts: false }
}
