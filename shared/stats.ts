import type { Histogram, Stats } from './api.ts'
import { type Verdict, verdicts } from './verdict.ts'

/** What `GET /api/events/stats` is asked; see `statsQuerySchema`. */
export interface StatsRequest {
  q: string
  /** Bars at most. */
  buckets?: number
  /** The least width of a bar in milliseconds. */
  bucket?: number
  from?: number
  to?: number
  cursor?: number
}

/** What asks for the part behind `counted`, with the same bars. */
export function nextRequest(request: StatsRequest, { nextCursor, histogram }: Stats): StatsRequest {
  if (nextCursor === null) return request
  if (histogram === null) return { ...request, cursor: nextCursor }
  const { from, bucketMs, counts } = histogram
  return {
    q: request.q,
    buckets: Math.max(counts.length, 1),
    bucket: bucketMs,
    from,
    to: from + counts.length * bucketMs,
    cursor: nextCursor,
  }
}

/** What was counted so far, and the part behind it. */
export function addStats(counted: Stats, part: Stats): Stats {
  const { histogram, nextCursor, countedTo, complete } = part
  return {
    total: counted.total + part.total,
    byVerdict: addVerdicts(counted.byVerdict, part.byVerdict),
    byType: addNamed(counted.byType, part.byType, ({ type }) => type),
    byCause: addNamed(counted.byCause, part.byCause, ({ cause }) => cause),
    histogram: counted.histogram && histogram ? addBars(counted.histogram, histogram) : counted.histogram,
    complete,
    nextCursor,
    countedTo,
    indexedUpTo: counted.indexedUpTo,
  }
}

export function addVerdicts(a: Record<Verdict, number>, b: Record<Verdict, number>): Record<Verdict, number> {
  const sum = { ...a }
  for (const verdict of verdicts) sum[verdict] += b[verdict]
  return sum
}

export function noVerdicts(): Record<Verdict, number> {
  return { verified: 0, failed: 0, unsigned: 0, unchecked: 0 }
}

function addNamed<T extends { count: number }>(a: T[], b: T[], nameOf: (one: T) => string | null): T[] {
  const sums = new Map<string | null, T>(a.map((one) => [nameOf(one), one]))
  for (const one of b) {
    const held = sums.get(nameOf(one))
    sums.set(nameOf(one), held ? { ...held, count: held.count + one.count } : one)
  }
  return [...sums.values()].sort((one, other) => other.count - one.count)
}

/** The bars of the first, which may have grown since the second was asked for. */
function addBars(bars: Histogram, part: Histogram): Histogram {
  const shift = Math.round((part.from - bars.from) / bars.bucketMs)
  const counts = bars.counts.map((held, index) => {
    const more = part.counts[index - shift]
    return more ? addVerdicts(held, more) : held
  })
  return { ...bars, counts }
}
