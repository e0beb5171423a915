const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Widths of bars that a reader can count in. */
const WIDTHS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28].map((n) => n * DAY),
]

/** Bars of equal width side by side; times in epoch milliseconds. */
export interface Bars {
  /** Where the first one begins: a multiple of the width. */
  from: number
  bucketMs: number
  count: number
}

/**
 * The narrowest bars over `from` to `to` (exclusive) that are at least `leastMs` wide and at most `most` in
 * number. The same question gives the same bars, also when asked with the ends of an earlier answer.
 */
export function barsOver(from: number, to: number, most: number, leastMs: number): Bars {
  const widths = [...WIDTHS.filter((width) => width > leastMs), ...doubledFrom(Math.max(leastMs, 28 * DAY))]
  const fits = (width: number) => Math.ceil(to / width) - Math.floor(from / width) <= most
  const bucketMs = [leastMs, ...widths].find(fits) ?? 0
  const first = Math.floor(from / bucketMs)
  return { from: first * bucketMs, bucketMs, count: Math.max(0, Math.ceil(to / bucketMs) - first) }
}

/** The bar that a time falls into; null: none of them. */
export function barAt({ from, bucketMs, count }: Bars, time: number): number | null {
  const bar = Math.floor((time - from) / bucketMs)
  return bar >= 0 && bar < count ? bar : null
}

function doubledFrom(width: number): number[] {
  return Array.from({ length: 20 }, (_, i) => width * 2 ** (i + 1))
}
