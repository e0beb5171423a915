import type { Kysely } from 'kysely'
import type { Stats } from '../../../../shared/api.ts'
import type { Query } from '../../../../shared/query/ast.ts'
import type { StatsOptions } from '../../event-store.ts'
import type { Schema } from '../../schema.ts'
import { newestSeq } from '../events.ts'
import { type Bars, barsOver } from './histogram.ts'
import { ANSWER_MS } from './list.ts'
import { planSearch, type Reading } from './plan.ts'
import { canSum, sumCounts } from './sums.ts'
import { Tally } from './tally.ts'
import { intersect, timeRange } from './time-range.ts'
import { walk } from './walk.ts'

/** See `EventStore.stats`. */
export async function countEvents(reading: Reading, query: Query, options: StatsOptions): Promise<Stats> {
  const until = performance.now() + ANSWER_MS
  const lastSeq = await newestSeq(reading.db)
  const bars = await chooseBars(reading.db, query, options)
  const tally = new Tally(bars)
  if (options.cursor === null && canSum(query, bars)) {
    await sumCounts(reading, query, lastSeq, bars, tally)
    return tally.stats({ nextCursor: null, countedTo: null, indexedUpTo: lastSeq })
  }
  const plan = await planSearch(reading.db, query, lastSeq)
  const from = options.cursor === null ? lastSeq : options.cursor - 1
  const next = await walk(reading, plan, { towards: 'older', from, to: 0, until }, (event) => {
    tally.add(event)
    if (event.topCause !== null) tally.addCause(event.topCause)
    return true
  })
  return tally.stats({
    nextCursor: next === null ? null : next + 1,
    countedTo: next === null ? null : await timeBefore(reading.db, next + 1),
    indexedUpTo: lastSeq,
  })
}

/** When the event that stands before a seq was received. */
async function timeBefore(db: Kysely<Schema>, seq: number): Promise<number | null> {
  const row = await db
    .selectFrom('events')
    .select('received_at')
    .where('seq', '<', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.received_at ?? null
}

/** Over the time that the query asks for, as far as there are events, unless other ends are wanted. */
async function chooseBars(
  db: Kysely<Schema>,
  query: Query,
  { bars, leastMs, from, to }: StatsOptions,
): Promise<Bars | null> {
  if (bars === 0) return null
  const stored = await db
    .selectFrom('event_blocks')
    .select(({ fn }) => [
      fn.min<number | null>('oldest').as('oldest'),
      fn.max<number | null>('newest').as('newest'),
    ])
    .executeTakeFirstOrThrow()
  const span =
    stored.oldest === null || stored.newest === null
      ? { from: 0, to: 0 }
      : intersect({ from: stored.oldest, to: stored.newest + 1 }, timeRange(query))
  const first = from ?? span.from
  return barsOver(first, Math.max(first, to ?? span.to), bars, leastMs)
}
