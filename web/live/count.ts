import type { Histogram, Stats } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { addStats, noVerdicts } from '../../shared/stats.ts'
import { verdicts } from '../../shared/verdict.ts'

/** How many events match a filter, kept up to date by the stream. */
export interface Count {
  stats: Stats
  /** The reader has stopped it before everything was counted. */
  stopped: boolean
  /** It may be wrong, and is to be counted again. */
  stale: boolean
  /** How long counting took, in milliseconds. */
  tookMs: number
  /** When counting ended, in epoch milliseconds; 0: it has not yet. */
  countedAt: number
}

/** One batch of the stream: everything that matches from behind `after` up to `seq`. */
export interface Batch {
  events: EventSummary[]
  after: number
  seq: number
}

/** A histogram that has grown beyond this is counted again, in wider bars. */
const MAX_BARS = 260

export function openCount(stats: Stats): Count {
  return { stats, stopped: false, stale: !agrees(stats), tookMs: 0, countedAt: 0 }
}

/** With the older part behind what was counted. */
export function addPart(count: Count, part: Stats): Count {
  const stats = addStats(count.stats, part)
  return { ...count, stats, stale: count.stale || !agrees(stats) }
}

/** With what has arrived since. What the stream left out makes the count stale. */
export function foldBatch(count: Count, { events, after, seq }: Batch): Count {
  const { stats } = count
  const missed = after > stats.indexedUpTo
  const fresh = events.filter((event) => event.seq > stats.indexedUpTo)
  if (!missed && fresh.length === 0 && seq <= stats.indexedUpTo) return count
  const byVerdict = { ...stats.byVerdict }
  for (const { verdict } of fresh) byVerdict[verdict]++
  const histogram = stats.histogram && addToBars(stats.histogram, fresh)
  const next: Stats = {
    ...stats,
    total: stats.total + fresh.length,
    byVerdict,
    byType: addToTypes(stats.byType, fresh),
    histogram,
    indexedUpTo: Math.max(stats.indexedUpTo, seq),
  }
  return { ...count, stats: next, stale: count.stale || missed || !agrees(next) }
}

/** Whether the bars hold all that was counted. */
function agrees({ histogram, total }: Stats): boolean {
  if (histogram === null) return true
  let sum = 0
  for (const counts of histogram.counts) for (const verdict of verdicts) sum += counts[verdict]
  return sum === total
}

function addToBars(histogram: Histogram, events: EventSummary[]): Histogram {
  const [first] = events
  if (!first) return histogram
  const { bucketMs } = histogram
  const counts = [...histogram.counts]
  const from = counts.length > 0 ? histogram.from : Math.floor(first.receivedAt / bucketMs) * bucketMs
  for (const { receivedAt, verdict } of events) {
    const bar = Math.floor((receivedAt - from) / bucketMs)
    if (bar < 0 || bar >= MAX_BARS) continue
    while (counts.length <= bar) counts.push(noVerdicts())
    const held = counts[bar] ?? noVerdicts()
    counts[bar] = { ...held, [verdict]: held[verdict] + 1 }
  }
  return { from, bucketMs, counts }
}

function addToTypes(byType: Stats['byType'], events: EventSummary[]): Stats['byType'] {
  if (events.length === 0) return byType
  const counts = new Map(byType.map(({ type, count }) => [type, count]))
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count)
}
