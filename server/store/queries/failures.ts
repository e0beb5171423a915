import { type Kysely, sql } from 'kysely'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import { type Failures, MAX_FAILURES } from '../../../shared/endpoint.ts'
import type { Schema } from '../schema.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** See `EventStore.failures`. */
export async function lastFailures(db: Kysely<Schema>): Promise<Map<string, Failures>> {
  const endpoints = await db
    .selectFrom('endpoints')
    .select('id')
    .where('deleted_at', 'is', null)
    .where('failed', '>', 0)
    .execute()
  const found = new Map<string, Failures>()
  for (const { id } of endpoints) {
    const failures = summarizeFailures(await lastFailed(db, id))
    if (failures !== null) found.set(id, failures)
  }
  return found
}

/** See `EventStore.unexplained`. */
export async function listUnexplained(db: Kysely<Schema>, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .select('events.id')
    .where('endpoints.slug', 'is not', null)
    .where(isFailed)
    .where('events.explained_at', 'is', null)
    .orderBy('events.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Written out: a partial index is used only where its own condition stands in the query, not as a parameter. */
const isFailed = sql<boolean>`events.verdict = 'failed'`

interface FailedRow {
  received_at: number
  top_cause: CauseCode | null
}

function lastFailed(db: Kysely<Schema>, endpointId: string): Promise<FailedRow[]> {
  return db
    .selectFrom('events')
    .select(['received_at', 'top_cause'])
    .where('endpoint_id', '=', endpointId)
    .where(isFailed)
    .orderBy('seq', 'desc')
    .limit(MAX_FAILURES)
    .execute()
}

/** Newest first. */
function summarizeFailures(rows: FailedRow[]): Failures | null {
  const newest = rows[0]
  if (newest === undefined) return null
  const recent = rows.filter((row) => row.received_at > newest.received_at - DAY_MS)
  const [topCause, sharing] = mostFrequent(recent.map((row) => row.top_cause))
  return { total: recent.length, since: recent.at(-1)?.received_at ?? newest.received_at, topCause, sharing }
}

/** Of equally frequent causes the one that came last. */
function mostFrequent(causes: (CauseCode | null)[]): [CauseCode | null, number] {
  const counts = new Map<CauseCode, number>()
  for (const cause of causes) if (cause !== null) counts.set(cause, (counts.get(cause) ?? 0) + 1)
  return [...counts].reduce<[CauseCode | null, number]>(
    (most, entry) => (entry[1] > most[1] ? entry : most),
    [null, 0],
  )
}
