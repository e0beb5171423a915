import type { Kysely } from 'kysely'
import type { Stats } from '../../../shared/api.ts'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { Query } from '../../../shared/query/query.ts'
import type { Verdict } from '../../../shared/verdict.ts'
import type { Schema } from '../schema.ts'
import { whereQuery } from './where.ts'

/** See `EventStore.stats`. */
export async function countEvents(db: Kysely<Schema>, query: Query): Promise<Stats> {
  const matching = db
    .selectFrom('events')
    .innerJoin('endpoints', 'endpoints.id', 'events.endpoint_id')
    .where('endpoints.slug', 'is not', null)
    .where((eb) => whereQuery(eb, query))
    .select((eb) => eb.fn.countAll<number>().as('count'))

  const verdictRows = await matching.select('events.verdict').groupBy('events.verdict').execute()
  const typeRows = await matching
    .select('events.type')
    .groupBy('events.type')
    .orderBy('count', 'desc')
    .orderBy('events.type')
    .limit(100)
    .execute()
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
