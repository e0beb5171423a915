import type { NewDelivery, ReplayRecord } from '../delivery-store.ts'
import { getReplay } from '../queries/deliveries.ts'
import { type Connection, run } from './connection.ts'
import type { DeliveryWriter } from './delivery-writer.ts'

/** See `ReplayStore.insert`. */
export function insertReplay(connection: Connection, replay: ReplayRecord): void {
  const row = {
    id: replay.id,
    target_id: replay.targetId,
    query: replay.query,
    chosen: replay.chosen && JSON.stringify(replay.chosen),
    signature: replay.signature,
    new_message_id: replay.newMessageId ? 1 : 0,
    direction: replay.order,
    rate_per_second: replay.ratePerSecond,
    stop_on_failure: replay.stopOnFailure ? 1 : 0,
    state: replay.state,
    up_to: replay.upTo,
    cursor: replay.cursor,
    total: replay.total,
    created_at: replay.createdAt,
    finished_at: replay.finishedAt,
  }
  run(connection, connection.db.insertInto('replays').values(row))
}

/** See `ReplayStore.advance`. */
export async function advanceReplay(
  { raw, db }: Connection,
  writer: DeliveryWriter,
  id: string,
  deliveries: { eventId: string; delivery: NewDelivery }[],
  cursor: number,
): Promise<ReplayRecord | null> {
  const seqOf = raw.prepare<[string], number>('select seq from events where id = ?').pluck()
  const move = raw.prepare(
    "update replays set cursor = ?, started = started + ? where id = ? and state = 'running'",
  )
  raw
    .transaction(() => {
      const standing = deliveries.flatMap(({ eventId, delivery }) => {
        const eventSeq = seqOf.get(eventId)
        return eventSeq === undefined ? [] : [{ eventSeq, delivery }]
      })
      if (move.run(cursor, standing.length, id).changes === 0) return
      for (const { eventSeq, delivery } of standing) writer.insert(delivery, eventSeq)
    })
    .immediate()
  return getReplay(db, id)
}

/** See `ReplayStore.setState`. */
export async function setReplayState(
  connection: Connection,
  id: string,
  from: ReplayRecord['state'][],
  to: ReplayRecord['state'],
  at: number,
): Promise<ReplayRecord | null> {
  const over = to !== 'running' && to !== 'paused'
  const changed = run(
    connection,
    connection.db
      .updateTable('replays')
      .set({ state: to, finished_at: over ? at : null })
      .where('id', '=', id)
      .where('state', 'in', from),
  )
  return changed > 0 ? getReplay(connection.db, id) : null
}
