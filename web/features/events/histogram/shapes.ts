import type { Verdict } from '../../../../shared/verdict.ts'
import { type ByVerdict, type Chart, totalOf } from './chart.ts'

/** Failures stand on the base line, where they can be compared; these on them. */
const others: Verdict[] = ['unsigned', 'unchecked', 'verified']

/** However little it is beside the others, it is seen. */
const LEAST_PX = 2

/** The outline of all parts of one verdict, as the `d` of an SVG path: whole pixels, so that edges are sharp. */
export function shapesOf({ bars }: Chart, width: number, height: number): Record<Verdict, string> {
  const most = Math.max(1, ...bars.map(totalOf))
  const shapes: Record<Verdict, string> = { verified: '', failed: '', unsigned: '', unchecked: '' }
  bars.forEach((counts, bar) => {
    const left = edgeOf(bar, bars.length, width)
    const right = edgeOf(bar + 1, bars.length, width)
    const gap = right - left >= 12 ? 2 : 1
    let base = height
    for (const { verdict, px } of partsOf(counts, most, height)) {
      base -= px
      shapes[verdict] += `M${left} ${base}h${right - left - gap}v${px}H${left}z`
    }
  })
  return shapes
}

/** Where a bar begins, in pixels. */
export function edgeOf(bar: number, bars: number, width: number): number {
  return Math.round((bar * width) / bars)
}

/**
 * The heights of a bar's parts, from the base up. They add up to what the bar's total is of `most`, save that
 * neither a bar nor its failures are ever too low to be seen.
 */
export function partsOf(counts: ByVerdict, most: number, height: number): { verdict: Verdict; px: number }[] {
  const total = totalOf(counts)
  if (total === 0) return []
  const { failed } = counts
  const low = failed > 0 ? Math.max(LEAST_PX, Math.round((failed / most) * height)) : 0
  const least = failed > 0 && failed < total ? low + 1 : LEAST_PX
  const high = Math.min(height, Math.max(least, Math.round((total / most) * height)))
  const foot = failed === total ? high : Math.min(low, high - (failed > 0 ? 1 : 0))
  const parts = [{ verdict: 'failed' as Verdict, px: foot }]
  let below = foot
  let sum = failed
  for (const verdict of others) {
    sum += counts[verdict]
    const top = foot + Math.round(((sum - failed) / (total - failed || 1)) * (high - foot))
    parts.push({ verdict, px: top - below })
    below = top
  }
  return parts.filter(({ px }) => px > 0)
}
