import type { Kysely, Selectable } from 'kysely'
import { parseQuery } from '../../../shared/query/query.ts'
import type { Schema } from '../schema.ts'
import type { EventToVerify, Reverification } from '../store.ts'
import { headersFromText } from './events.ts'
import { whereQuery } from './where.ts'

/** See `ReverificationStore.list`. */
export async function listReverifications(db: Kysely<Schema>): Promise<Reverification[]> {
  const rows = await db.selectFrom('reverifications').selectAll().orderBy('started_at').execute()
  return rows.map(toReverification)
}

/** How many events of a run were not checked yet. @throws QueryError */
export async function countUnchecked(db: Kysely<Schema>, run: Reverification): Promise<number> {
  const row = await selectUnchecked(db, run)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** See `EventReader.uncheckedEvents`. */
export async function* uncheckedEvents(
  db: Kysely<Schema>,
  run: Reverification,
): AsyncGenerator<EventToVerify> {
  const rows = selectUnchecked(db, run)
    .innerJoin('event_contents', 'event_contents.seq', 'events.seq')
    .select([
      'events.seq',
      'events.received_at',
      'events.verdict',
      'events.verified_by',
      'events.verified_position',
      'event_contents.headers',
      'event_contents.body',
    ])
    .orderBy('events.seq')
    .stream()
  for await (const row of rows) {
    const { verified_by: secretId, verified_position: position } = row
    yield {
      seq: row.seq,
      receivedAt: row.received_at,
      headers: headersFromText(row.headers),
      body: row.body,
      verdict: row.verdict,
      verifiedBy: secretId === null ? null : { secretId, position },
    }
  }
}

export function toReverification(row: Selectable<Schema['reverifications']>): Reverification {
  return {
    endpointId: row.endpoint_id,
    query: row.query,
    startedAt: row.started_at,
    upTo: row.up_to,
    cursor: row.cursor,
    total: row.total,
    checked: row.checked,
    changed: row.changed,
  }
}

function selectUnchecked(db: Kysely<Schema>, { endpointId, query, cursor, upTo }: Reverification) {
  const { terms } = parseQuery(query)
  return db
    .selectFrom('events')
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .where('events.endpoint_id', '=', endpointId)
    .where('endpoints.slug', 'is not', null)
    .where((eb) => whereQuery(eb, { terms }))
    .where('events.seq', '>', cursor)
    .where('events.seq', '<=', upTo)
}
