import type { EventSummary } from '../../../shared/event.ts'
import type { NewEvent } from '../event-store.ts'
import { getSummaries } from '../queries/events.ts'
import type { DriftAt, SchemaChecking, SchemaNote, StoredDrift } from '../schema-store.ts'
import type { Connection } from './connection.ts'

/** The first event that has a field is the one that is kept, in whichever order events are looked at. */
export const INSERT_DRIFT = `insert into drifts (endpoint_id, type, field, since, event_id) values (?, ?, ?, ?, ?)
  on conflict do update set since = excluded.since, event_id = excluded.event_id where excluded.since < since`

/** The values of `INSERT_DRIFT` for a field that is new in an event. */
export function driftValues({ endpointId, type, receivedAt, id }: NewEvent, field: string): unknown[] {
  return [endpointId, type ?? '', field, receivedAt, id]
}

/** See `SchemaStore.drifts`. */
export async function listDrifts({ db }: Connection): Promise<StoredDrift[]> {
  const rows = await db.selectFrom('drifts').selectAll().orderBy('since').orderBy('field').execute()
  return rows.map((row) => ({
    endpointId: row.endpoint_id,
    drift: { type: row.type, field: row.field, since: row.since, eventId: row.event_id },
    seenAt: row.seen_at,
  }))
}

/** See `SchemaStore.markSeen`. */
export function markDriftsSeen({ raw }: Connection, endpointId: string, upTo: number, at: number): void {
  raw
    .prepare('update drifts set seen_at = ? where endpoint_id = ? and since <= ? and seen_at is null')
    .run(at, endpointId, upTo)
}

/** See `SchemaStore.checking`. */
export function readSchemaChecking({ raw }: Connection): SchemaChecking {
  return raw
    .prepare<[], SchemaChecking>('select version, up_to as upTo, until from schema_checking')
    .get() as SchemaChecking
}

/** See `SchemaStore.begin`. @param until the newest seq */
export function beginSchemaChecking({ raw }: Connection, version: string, until: number): SchemaChecking {
  raw
    .transaction(() => {
      raw.prepare('delete from drifts').run()
      raw.prepare('update schema_checking set version = ?, up_to = 0, until = ?').run(version, until)
    })
    .immediate()
  return { version, upTo: 0, until }
}

/** See `SchemaStore.advance`. */
export async function advanceSchemaChecking(
  { raw, db }: Connection,
  upTo: number,
  notes: SchemaNote[],
): Promise<EventSummary[]> {
  const set = raw
    .prepare<[string, number, string], string>(
      'update events set schema_state = ? where seq = ? and schema_state is not ? returning id',
    )
    .pluck()
  const insertDrift = raw.prepare(INSERT_DRIFT)
  const changed = raw
    .transaction(() => {
      raw.prepare('update schema_checking set up_to = ?').run(upTo)
      return notes.map(({ seq, state, drifts }) => {
        for (const one of drifts) insertDrift.run(valuesOf(one))
        return set.get(state, seq, state)
      })
    })
    .immediate()
    .filter((id) => id !== undefined)
  return changed.length === 0 ? [] : getSummaries(db, changed)
}

function valuesOf({ endpointId, drift }: DriftAt): unknown[] {
  return [endpointId, drift.type, drift.field, drift.since, drift.eventId]
}
