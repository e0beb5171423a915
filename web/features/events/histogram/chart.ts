import type { Histogram } from '../../../../shared/api.ts'
import { addVerdicts, noVerdicts } from '../../../../shared/stats.ts'
import { type Verdict, verdicts } from '../../../../shared/verdict.ts'

export type ByVerdict = Record<Verdict, number>

/** Bars as they are drawn: side by side, equally wide, from the left edge to the right one. */
export interface Chart {
  /** Epoch milliseconds of the left edge. */
  from: number
  /** Of the right edge. */
  to: number
  barMs: number
  bars: ByVerdict[]
}

/** A bar is at least so many pixels wide, with its gap. */
const LEAST_PX = 6
/** Fewer bars do not fill the strip: one event is a bar, not a wall. */
const LEAST_BARS = 72

/**
 * The bars of a histogram as a strip of `width` pixels can show them: neighbours are joined where there are too
 * many, and empty ones stand before the first where there are few. `until` is the time that the right edge
 * reaches at least; null: that of the last bar. Null: there is nothing to draw.
 */
export function chartOf(
  { from, bucketMs, counts }: Histogram,
  width: number,
  until: number | null,
): Chart | null {
  if (counts.length === 0 || width <= 0) return null
  const least = Math.min(LEAST_BARS, Math.floor(width / LEAST_PX))
  // Bars by their number since the epoch, so that joined ones stay the same when more come.
  const begin = Math.floor(from / bucketMs)
  const end = Math.max(begin + counts.length, until === null ? 0 : Math.ceil(until / bucketMs))
  const first = Math.min(begin, end - least)
  const joined = Math.max(1, Math.ceil(((end - first) * LEAST_PX) / width))
  const firstBar = Math.floor(first / joined)
  const barMs = bucketMs * joined
  const bars = Array.from({ length: Math.ceil(end / joined) - firstBar }, noVerdicts)
  counts.forEach((count, index) => {
    const bar = Math.floor((begin + index) / joined) - firstBar
    bars[bar] = addVerdicts(bars[bar] ?? noVerdicts(), count)
  })
  return { from: firstBar * barMs, to: (firstBar + bars.length) * barMs, barMs, bars }
}

/** The number of the bar that a time falls into, that of the nearest one for a time beyond the edges. */
export function barAt({ from, barMs, bars }: Chart, at: number): number {
  return Math.min(bars.length - 1, Math.max(0, Math.floor((at - from) / barMs)))
}

/** When a bar begins. */
export function barStart({ from, barMs }: Chart, bar: number): number {
  return from + bar * barMs
}

/** What lies in the bars from one to another, both inclusive. */
export function sumOf(chart: Chart, first: number, last: number): ByVerdict {
  return chart.bars.slice(first, last + 1).reduce(addVerdicts, noVerdicts())
}

export function totalOf(counts: ByVerdict): number {
  return verdicts.reduce((sum, verdict) => sum + counts[verdict], 0)
}
