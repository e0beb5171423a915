import { type Kysely, sql } from 'kysely'
import type { Stats } from '../../../shared/api.ts'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { Query, QueryField } from '../../../shared/query/query.ts'
import type { Verdict } from '../../../shared/verdict.ts'
import type { Schema } from '../schema.ts'
import { whereQuery } from './where.ts'

const MAX_TYPES = 100

/** See `EventStore.stats`. */
export async function countEvents(db: Kysely<Schema>, query: Query): Promise<Stats> {
  const counted = query.terms.every(({ field }) => tallied.has(field))
  const [verdictRows, typeRows] = counted ? await sumTallies(db, query) : await countRows(db, query)
  const matching = matchingEvents(db, query)
  const causeRows = await matching
    .where('events.top_cause', 'is not', null)
    .select('events.top_cause')
    .$narrowType<{ top_cause: CauseCode }>()
    .groupBy('events.top_cause')
    .orderBy('count', 'desc')
    .orderBy('events.top_cause')
    .execute()

  const byVerdict: Record<Verdict, number> = { verified: 0, failed: 0, unsigned: 0, unchecked: 0 }
  for (const row of verdictRows) byVerdict[row.verdict] = row.count
  const total = Object.values(byVerdict).reduce((sum, count) => sum + count, 0)
  return {
    total,
    byVerdict,
    byType: typeRows.map(({ type, count }) => ({ type, count })),
    byCause: causeRows.map(({ top_cause: cause, count }) => ({ cause, count })),
  }
}

/** What `event_counts` knows of events; for these fields they need not be read. */
const tallied = new Set<QueryField>(['endpoint', 'type', 'verdict'])

type Counts = [{ verdict: Verdict; count: number }[], { type: string | null; count: number }[]]

async function sumTallies(db: Kysely<Schema>, query: Query): Promise<Counts> {
  // Under the name `events`, so that the conditions on events are those on their counts.
  const matching = db
    .selectFrom((eb) =>
      eb
        .selectFrom('event_counts')
        .select(['endpoint_id', 'verdict', 'count', sql<string | null>`nullif(type, '')`.as('type')])
        .as('events'),
    )
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .where('endpoints.slug', 'is not', null)
    .where((eb) => whereQuery(eb as unknown as Parameters<typeof whereQuery>[0], query))
    .select((eb) => eb.fn.sum<number>('events.count').as('count'))
  return [
    await matching.select('events.verdict').groupBy('events.verdict').execute(),
    await matching
      .select('events.type')
      .groupBy('events.type')
      .orderBy('count', 'desc')
      .orderBy('events.type')
      .limit(MAX_TYPES)
      .execute(),
  ]
}

async function countRows(db: Kysely<Schema>, query: Query): Promise<Counts> {
  const matching = matchingEvents(db, query)
  return [
    await matching.select('events.verdict').groupBy('events.verdict').execute(),
    await matching
      .select('events.type')
      .groupBy('events.type')
      .orderBy('count', 'desc')
      .orderBy('events.type')
      .limit(MAX_TYPES)
      .execute(),
  ]
}

function matchingEvents(db: Kysely<Schema>, query: Query) {
  return db
    .selectFrom('events')
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .where('endpoints.slug', 'is not', null)
    .where((eb) => whereQuery(eb, query))
    .select((eb) => eb.fn.countAll<number>().as('count'))
}
