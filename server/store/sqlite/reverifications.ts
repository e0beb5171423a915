import { isBelieved, type Verdict } from '../../../shared/verdict.ts'
import { toReverification, uncheckedQuery } from '../queries/reverifications.ts'
import type { Reverification, ReverifiedPage, VerdictChange } from '../reverification-store.ts'
import type { ReverificationTable } from '../schema.ts'
import type { Connection } from './connection.ts'
import type { Reader } from './reader.ts'
import { type Counted, Tallies } from './tallies.ts'

/** Puts a run on record, its total still unknown. Null: no such endpoint. */
export function beginReverification(
  { raw }: Connection,
  endpointId: string,
  query: string,
  upTo: number,
  at: number,
): Reverification | null {
  // Never before the change of secrets that it follows, whatever the clock says.
  const row = raw
    .prepare<{ endpointId: string; query: string; upTo: number; at: number }, ReverificationTable>(
      `insert or replace into reverifications
        (endpoint_id, query, started_at, up_to, cursor, total, checked, changed)
      select id, @query, max(@at, coalesce(secrets_changed_at, 0)), @upTo, 0, 0, 0, 0
      from endpoints where id = @endpointId and deleted_at is null
      returning *`,
    )
    .get({ endpointId, query, upTo, at })
  return row ? toReverification(row) : null
}

/** How many events of a run were not checked yet; counted in parts on a thread. @throws QueryError */
export async function countUnchecked(
  { db }: Connection,
  reader: Reader,
  run: Reverification,
): Promise<number> {
  const query = await uncheckedQuery(db, run)
  let count = 0
  for (let from: number | null = query && run.cursor + 1; query && from !== null; ) {
    const part = await reader.read('measureMatching', [query, { from, upTo: run.upTo }])
    count += part.matching
    from = part.next
  }
  return count
}

/** Notes how many events a run has. Null: it is gone. */
export function noteTotal({ raw }: Connection, endpointId: string, total: number): Reverification | null {
  const row = raw
    .prepare<[number, string], ReverificationTable>(
      'update reverifications set total = ? where endpoint_id = ? returning *',
    )
    .get(total, endpointId)
  return row ? toReverification(row) : null
}

/** See `ReverificationStore.advance`. */
export function advanceReverification(
  connection: Connection,
  endpointId: string,
  page: ReverifiedPage,
  at: number,
): Reverification | null {
  return connection.raw
    .transaction(() => {
      if (!isOnRecord(connection, endpointId)) return null
      const changed = writeChanges(connection, page.changes, at)
      moveTallies(connection, changed)
      flagAgain(connection, changed)
      forgetCauses(connection, page.stillFailed)
      const row = connection.raw
        .prepare<[number, number, number, number, string], ReverificationTable>(
          `update reverifications
          set cursor = ?, checked = checked + ?, changed = changed + ?, total = max(total, checked + ?)
          where endpoint_id = ? returning *`,
        )
        .get(page.upTo, page.checked, changed.length, page.checked, endpointId)
      const run = toReverification(row as ReverificationTable)
      if (run.cursor >= run.upTo) end(connection, run)
      return run
    })
    .immediate()
}

function isOnRecord({ raw }: Connection, endpointId: string): boolean {
  const row = raw.prepare<[string]>('select 1 from reverifications where endpoint_id = ?').get(endpointId)
  return row !== undefined
}

/** An event that has another verdict now. */
type Changed = Counted & { was: Verdict; seq: number; entityKind: string | null; entityId: string | null }

function writeChanges({ raw }: Connection, changes: VerdictChange[], at: number): Changed[] {
  type Row = Omit<Changed, 'was'>
  const change = raw.prepare<[Verdict, string | null, number | null, number, number, Verdict], Row>(
    `update events set verdict_at_receipt = coalesce(verdict_at_receipt, verdict), verdict = ?,
      verified_by = ?, verified_position = ?, verdict_changed_at = ?, top_cause = null, explained_at = null
    where seq = ? and verdict = ?
    returning endpoint_id as endpointId, received_at as receivedAt, type, verdict, size,
      seq, entity_kind as entityKind, entity_id as entityId`,
  )
  const confirm = raw.prepare<[string | null, number | null, number, Verdict]>(
    'update events set verified_by = ?, verified_position = ? where seq = ? and verdict = ?',
  )
  return changes.flatMap(({ seq, was, verdict, verifiedBy }) => {
    const [secretId, position] = [verifiedBy?.secretId ?? null, verifiedBy?.position ?? null]
    if (verdict !== was) {
      const changed = change.get(verdict, secretId, position, at, seq, was)
      return changed ? [{ ...changed, was }] : []
    }
    confirm.run(secretId, position, seq, was)
    return []
  })
}

function moveTallies({ raw }: Connection, changed: Changed[]): void {
  const tallies = new Tallies(raw)
  tallies.remove(changed.map(({ was, ...event }) => ({ ...event, verdict: was })))
  tallies.add(changed)
}

/** Events that are believed now, or no longer, may give flags to others of their entity, or take them away. */
function flagAgain({ raw }: Connection, changed: Changed[]): void {
  const note = raw.prepare<[number, string, string, string]>(
    'insert into flagging_again (seq, endpoint_id, entity_kind, entity_id) values (?, ?, ?, ?)',
  )
  for (const { seq, endpointId, entityKind, entityId, was, verdict } of changed) {
    if (entityKind === null || entityId === null || isBelieved(was) === isBelieved(verdict)) continue
    note.run(seq, endpointId, entityKind, entityId)
  }
}

/** They may fail for another reason now. */
function forgetCauses({ raw }: Connection, seqs: number[]): void {
  const forget = raw.prepare<[number]>(
    `update events set top_cause = null, explained_at = null
    where seq = ? and verdict = 'failed' and explained_at is not null`,
  )
  for (const seq of seqs) forget.run(seq)
}

function end({ raw }: Connection, { endpointId, query, startedAt }: Reverification): void {
  raw.prepare('delete from reverifications where endpoint_id = ?').run(endpointId)
  if (query !== '') return
  raw
    .prepare('update endpoints set secrets_changed_at = null where id = ? and secrets_changed_at <= ?')
    .run(endpointId, startedAt)
}
