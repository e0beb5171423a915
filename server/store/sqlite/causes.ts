import type { EventSummary } from '../../../shared/event.ts'
import type { CauseNote } from '../event-store.ts'
import { getSummaries } from '../queries/events.ts'
import type { Connection } from './connection.ts'

/** See `EventStore.noteCauses`. */
export async function noteCauses(
  { raw, db }: Connection,
  notes: CauseNote[],
  at: number,
): Promise<EventSummary[]> {
  const update = raw.prepare<[string | null, number, string]>(
    "update events set top_cause = ?, explained_at = ? where id = ? and verdict = 'failed'",
  )
  const noted = raw
    .transaction(() => notes.filter(({ id, topCause }) => update.run(topCause, at, id).changes > 0))
    .immediate()
  return noted.length === 0
    ? []
    : getSummaries(
        db,
        noted.map(({ id }) => id),
      )
}
