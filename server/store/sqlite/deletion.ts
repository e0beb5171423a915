import { type Connection, run } from './connection.ts'
import { type Counted, Tallies } from './tallies.ts'

/** Rows a slice: few enough that no writer waits long. */
const SLICE = 200

/** Deletes one event. Gives whether it was there. */
export function deleteEvent(connection: Connection, id: string): boolean {
  return connection.raw
    .transaction(() => {
      const seq = connection.raw
        .prepare<[string], number>('select seq from events where id = ?')
        .pluck()
        .get(id)
      if (seq === undefined) return false
      deleteRows(connection, [seq])
      return true
    })
    .immediate()
}

/**
 * Deletes the events of an endpoint that is marked as deleted, then the endpoint, in slices with a turn of
 * the event loop between them.
 */
export async function purgeEndpoint(
  connection: Connection,
  endpointId: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && deleteSlice(connection, endpointId)) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Gives whether there is more to do. */
function deleteSlice(connection: Connection, endpointId: string): boolean {
  return connection.raw
    .transaction(() => {
      const seqs = connection.raw
        .prepare<[string, number], number>('select seq from events where endpoint_id = ? limit ?')
        .pluck()
        .all(endpointId, SLICE)
      deleteRows(connection, seqs)
      if (seqs.length === SLICE) return true
      run(connection, connection.db.deleteFrom('endpoints').where('id', '=', endpointId))
      return false
    })
    .immediate()
}

function deleteRows(connection: Connection, seqs: number[]): void {
  if (seqs.length === 0) return
  connection.raw.prepare('update deleted_seq set seq = max(seq, ?)').run(Math.max(...seqs))
  run(connection, connection.db.deleteFrom('event_contents').where('seq', 'in', seqs))
  new Tallies(connection.raw).remove(takeRows(connection, seqs))
}

function takeRows({ raw }: Connection, seqs: number[]): Counted[] {
  return raw
    .prepare<[string], Counted>(
      `delete from events where seq in (select value from json_each(?))
      returning endpoint_id as endpointId, received_at as receivedAt, type, verdict`,
    )
    .all(JSON.stringify(seqs))
}
