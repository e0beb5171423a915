import { type Kysely, sql } from 'kysely'
import type { Stats } from '../../../../shared/api.ts'
import { allOf, type Query, type Term, termsOf } from '../../../../shared/query/ast.ts'
import type { CauseCode } from '../../../../shared/diagnosis.ts'
import type { Verdict } from '../../../../shared/verdict.ts'
import type { Schema } from '../../schema.ts'
import type { StatsOptions } from '../../store.ts'
import { newestSeq } from '../events.ts'
import { type Bars, barsOver } from './histogram.ts'
import { ANSWER_MS } from './list.ts'
import { type Plan, planSearch, type Reading } from './plan.ts'
import { Tally } from './tally.ts'
import { always, intersect, isTime, type TimeRange, timeRange } from './time-range.ts'
import { walk } from './walk.ts'

const MINUTE_MS = 60_000

/** See `EventStore.stats`. */
export async function countEvents(reading: Reading, query: Query, options: StatsOptions): Promise<Stats> {
  const until = performance.now() + ANSWER_MS
  const lastSeq = await newestSeq(reading.db)
  const bars = await chooseBars(reading.db, query, options)
  const tally = new Tally(bars)
  if (options.cursor === null && isTallied(query) && (bars === null || bars.bucketMs % MINUTE_MS === 0)) {
    await sumMinutes(reading, query, lastSeq, bars, tally)
    return tally.stats(null)
  }
  const plan = await planSearch(reading.db, query, lastSeq)
  const from = options.cursor === null ? lastSeq : options.cursor - 1
  const next = await walk(reading, plan, { from, to: 0, until }, (event) => {
    tally.add(event)
    if (event.topCause !== null) tally.addCause(event.topCause)
    return true
  })
  return tally.stats(next === null ? null : next + 1)
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
    .select(({ fn }) => [fn.min<number | null>('oldest').as('oldest'), fn.max<number | null>('newest').as('newest')])
    .executeTakeFirstOrThrow()
  const span =
    stored.oldest === null || stored.newest === null
      ? { from: 0, to: 0 }
      : intersect({ from: stored.oldest, to: stored.newest + 1 }, timeRange(query))
  const first = from ?? span.from
  return barsOver(first, Math.max(first, to ?? span.to), bars, leastMs)
}

/** `event_counts` knows these fields, so that the events need not be read. */
const tallied = new Set<Term['field']>(['endpoint', 'type', 'verdict'])

function isTallied(query: Query): boolean {
  return termsOf(splitTime(query).rest).every(({ field }) => tallied.has(field))
}

/** The times that an event must have been received in, and what else is asked. */
function splitTime(query: Query): { range: TimeRange; rest: Query } {
  const parts = query.kind === 'and' ? query.queries : [query]
  return {
    range: parts.filter(isTime).map(timeRange).reduce(intersect, always),
    rest: allOf(parts.filter((part) => !isTime(part))),
  }
}

/** Whole minutes from their counts; what the range takes of others, from the events. */
async function sumMinutes(
  reading: Reading,
  query: Query,
  lastSeq: number,
  bars: Bars | null,
  tally: Tally,
): Promise<void> {
  const { range, rest } = splitTime(query)
  const plan = await planSearch(reading.db, rest, lastSeq)
  const whole = {
    from: Math.ceil(range.from / MINUTE_MS) * MINUTE_MS,
    to: Math.floor(range.to / MINUTE_MS) * MINUTE_MS,
  }
  const edges =
    whole.from < whole.to
      ? [
          { from: range.from, to: whole.from },
          { from: whole.to, to: range.to },
        ]
      : [range]
  if (whole.from < whole.to) await addMinutes(reading.db, plan, whole, bars, tally)
  for (const edge of edges) if (edge.from < edge.to) await addEdge(reading, rest, edge, lastSeq, tally)
  await addCauses(reading.db, await planSearch(reading.db, query, lastSeq), tally)
}

async function addMinutes(
  db: Kysely<Schema>,
  { condition, slugs, isWhole }: Plan,
  { from, to }: TimeRange,
  bars: Bars | null,
  tally: Tally,
): Promise<void> {
  const minutes = bars ? bars.bucketMs / MINUTE_MS : Number.MAX_SAFE_INTEGER
  const firstMinute = bars ? bars.from / MINUTE_MS : 0
  // Under the name `events`, so that the condition on events is one on their counts.
  const { rows } = await sql<{ bar: number; type: string; verdict: Verdict; count: number }>`
    select cast(floor((minute - ${firstMinute}) / ${minutes}) as integer) as bar, type, verdict, sum(count) as count
    from (
      select minute, endpoint_id, nullif(type, '') as type, verdict, count from event_counts
      where minute >= ${from / MINUTE_MS} and minute < ${to / MINUTE_MS}
    ) as events
    where ${condition.sql} and ${isWhole ? sql`true` : sql`endpoint_id in (${sql.join([...slugs.keys()])})`}
    group by bar, type, verdict`.execute(db)
  for (const { bar, count, ...event } of rows) {
    const receivedAt = bars ? bars.from + bar * bars.bucketMs : 0
    tally.add({ ...event, receivedAt }, count)
  }
}

async function addEdge(
  reading: Reading,
  rest: Query,
  { from, to }: TimeRange,
  lastSeq: number,
  tally: Tally,
): Promise<void> {
  const times: Query[] = []
  if (Number.isFinite(from)) times.push({ kind: 'term', field: 'after', time: { at: from } })
  if (Number.isFinite(to)) times.push({ kind: 'term', field: 'before', time: { at: to } })
  const plan = await planSearch(reading.db, allOf([rest, ...times]), lastSeq)
  await walk(reading, plan, { from: lastSeq, to: 0, until: Number.POSITIVE_INFINITY }, (event) => {
    tally.add(event)
    return true
  })
}

async function addCauses(
  db: Kysely<Schema>,
  { condition, slugs, isWhole, seqs }: Plan,
  tally: Tally,
): Promise<void> {
  const { rows } = await sql<{ cause: CauseCode; count: number }>`
    select top_cause as cause, count(*) as count from events
    where top_cause is not null and seq between ${seqs.first} and ${seqs.last} and ${condition.sql}
      and ${isWhole ? sql`true` : sql`endpoint_id in (${sql.join([...slugs.keys()])})`}
    group by top_cause`.execute(db)
  for (const { cause, count } of rows) tally.addCause(cause, count)
}
