import { type Kysely, sql } from 'kysely'
import type { CauseCode } from '../../../../shared/diagnosis.ts'
import { allOf, type Query, type Term, termsOf } from '../../../../shared/query/ast.ts'
import type { Verdict } from '../../../../shared/verdict.ts'
import type { Schema } from '../../schema.ts'
import type { Bars } from './histogram.ts'
import { type Plan, planSearch, type Reading } from './plan.ts'
import type { Tally } from './tally.ts'
import { always, intersect, isTime, type TimeRange, timeRange } from './time-range.ts'
import { walk } from './walk.ts'

/** Where events are counted by the span of their receipt, the widest spans first. */
const levels = [
  { table: 'event_hours', column: 'hour', spanMs: 3_600_000 },
  { table: 'event_counts', column: 'minute', spanMs: 60_000 },
] as const
type Level = (typeof levels)[number]

/** What is counted of events beside their time. */
const tallied = new Set<Term['field']>(['endpoint', 'type', 'verdict'])

/** Whether the counts that are kept beside the events answer a query, so that the events need not be read. */
export function canSum(query: Query, bars: Bars | null): boolean {
  return (
    usableLevels(bars).length > 0 && termsOf(splitTime(query).rest).every(({ field }) => tallied.has(field))
  )
}

/** Bars begin and end where spans do. */
function usableLevels(bars: Bars | null): Level[] {
  return levels.filter(({ spanMs }) => bars === null || bars.bucketMs % spanMs === 0)
}

/** The times that an event must have been received in, and what else is asked. */
function splitTime(query: Query): { range: TimeRange; rest: Query } {
  const parts = query.kind === 'and' ? query.queries : [query]
  return {
    range: parts.filter(isTime).map(timeRange).reduce(intersect, always),
    rest: allOf(parts.filter((part) => !isTime(part))),
  }
}

/** Counts whole spans from what is kept of them; what a range of time takes of others, from the events. */
export async function sumCounts(
  reading: Reading,
  query: Query,
  lastSeq: number,
  bars: Bars | null,
  tally: Tally,
): Promise<void> {
  const { range, rest } = splitTime(query)
  const plan = await planSearch(reading.db, rest, lastSeq)
  const sum = async (range: TimeRange, [level, ...finer]: Level[]): Promise<void> => {
    if (range.from >= range.to) return
    if (level === undefined) return addEdge(reading, rest, range, lastSeq, tally)
    const from = Math.ceil(range.from / level.spanMs) * level.spanMs
    const to = Math.floor(range.to / level.spanMs) * level.spanMs
    if (from >= to) return sum(range, finer)
    await addSpans(reading.db, plan, level, { from, to }, bars, tally)
    await sum({ from: range.from, to: from }, finer)
    await sum({ from: to, to: range.to }, finer)
  }
  await sum(range, usableLevels(bars))
  await addCauses(reading.db, await planSearch(reading.db, query, lastSeq), lastSeq, tally)
}

async function addSpans(
  db: Kysely<Schema>,
  { condition, slugs, isWhole }: Plan,
  { table, column, spanMs }: Level,
  { from, to }: TimeRange,
  bars: Bars | null,
  tally: Tally,
): Promise<void> {
  const spans = bars ? bars.bucketMs / spanMs : Number.MAX_SAFE_INTEGER
  const first = bars ? bars.from / spanMs : 0
  const span = sql.ref(column)
  // Under the name `events`, so that the condition on events is one on their counts.
  const { rows } = await sql<{ bar: number; type: string; verdict: Verdict; count: number }>`
    select cast(floor((span - ${first}) / ${spans}) as integer) as bar, type, verdict, sum(count) as count
    from (
      select ${span} as span, endpoint_id, nullif(type, '') as type, verdict, count from ${sql.table(table)}
      where ${span} >= ${from / spanMs} and ${span} < ${to / spanMs}
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
  const way = { towards: 'older', from: lastSeq, to: 0, until: Number.POSITIVE_INFINITY } as const
  await walk(reading, plan, way, (event) => {
    tally.add(event)
    return true
  })
}

async function addCauses(
  db: Kysely<Schema>,
  { condition, slugs, isWhole, seqs }: Plan,
  lastSeq: number,
  tally: Tally,
): Promise<void> {
  // Of all times, the index of causes is to be used, which knows failures only; not the order of seqs.
  const ofAllTimes = seqs.first <= 1 && seqs.last >= lastSeq
  const isWithin = ofAllTimes ? sql`true` : sql`seq between ${seqs.first} and ${seqs.last}`
  const { rows } = await sql<{ cause: CauseCode; count: number }>`
    select top_cause as cause, count(*) as count from events
    where top_cause is not null and ${isWithin} and ${condition.sql}
      and ${isWhole ? sql`true` : sql`endpoint_id in (${sql.join([...slugs.keys()])})`}
    group by top_cause`.execute(db)
  for (const { cause, count } of rows) tally.addCause(cause, count)
}
