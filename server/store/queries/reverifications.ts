import { type Kysely, type Selectable, sql } from 'kysely'
import { allOf, atTime, parsePrinted, type Query } from '../../../shared/query/query.ts'
import type { EventToVerify, Reverification } from '../reverification-store.ts'
import type { Schema } from '../schema.ts'
import { headersFromText } from './events.ts'
import { type Plan, planSearch } from './search/plan.ts'
import { matchingEvent, selectRows } from './search/rows.ts'

/** See `ReverificationStore.list`. */
export async function listReverifications(db: Kysely<Schema>): Promise<Reverification[]> {
  const rows = await db.selectFrom('reverifications').selectAll().orderBy('started_at').execute()
  return rows.map(toReverification)
}

/** What chooses the events of a run that were not checked yet; null: its endpoint is gone. @throws QueryError */
export async function uncheckedQuery(
  db: Kysely<Schema>,
  { endpointId, query, startedAt }: Reverification,
): Promise<Query | null> {
  const row = await db.selectFrom('endpoints').select('slug').where('id', '=', endpointId).executeTakeFirst()
  if (!row || row.slug === null) return null
  const ofEndpoint: Query = { kind: 'term', field: 'endpoint', pattern: { text: row.slug, wildcard: false } }
  return allOf([ofEndpoint, atTime(parsePrinted(query), startedAt)])
}

/** See `EventReader.uncheckedEvents`. */
export async function* uncheckedEvents(
  db: Kysely<Schema>,
  run: Reverification,
): AsyncGenerator<EventToVerify> {
  const plan = await planRun(db, run)
  for await (const row of selectUnchecked(db, run, plan).stream()) {
    if (!matchingEvent(plan, row)) continue
    const { verified_by: secretId, verified_position: position } = row
    yield {
      seq: row.seq,
      receivedAt: row.received_at,
      headers: headersFromText(row.headers ?? '[]'),
      body: row.body ?? new Uint8Array(),
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

/** With the content of every event: that is what is verified. */
async function planRun(db: Kysely<Schema>, run: Reverification): Promise<Plan> {
  const query = atTime(parsePrinted(run.query), run.startedAt)
  return { ...(await planSearch(db, query, run.upTo)), needsContent: true }
}

function selectUnchecked(db: Kysely<Schema>, { endpointId, cursor, upTo }: Reverification, plan: Plan) {
  const isLeft = sql<boolean>`events.endpoint_id = ${endpointId} and events.seq > ${cursor} and events.seq <= ${upTo}`
  return selectRows(db, plan, isLeft).orderBy('events.seq')
}
