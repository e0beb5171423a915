import type { Histogram, Stats } from '../../../../shared/api.ts'
import type { CauseCode } from '../../../../shared/diagnosis.ts'
import type { EventSummary } from '../../../../shared/event.ts'
import { type Verdict, verdicts } from '../../../../shared/verdict.ts'
import { type Bars, barAt } from './histogram.ts'

const MAX_TYPES = 100

/** `nextCursor`: where the rest is to be counted; null: this is all. */
type Reached = Pick<Stats, 'nextCursor' | 'countedTo' | 'indexedUpTo'>

/** Counts events as they are found. */
export class Tally {
  readonly #byVerdict = noCounts()
  readonly #byType = new Map<string | null, number>()
  readonly #byCause = new Map<CauseCode, number>()
  readonly #bars: Bars | null
  readonly #counts: Record<Verdict, number>[]

  constructor(bars: Bars | null) {
    this.#bars = bars
    this.#counts = Array.from({ length: bars?.count ?? 0 }, noCounts)
  }

  add(event: Pick<EventSummary, 'receivedAt' | 'type' | 'verdict'>, count = 1): void {
    this.#byVerdict[event.verdict] += count
    this.#byType.set(event.type, (this.#byType.get(event.type) ?? 0) + count)
    const bar = this.#bars && barAt(this.#bars, event.receivedAt)
    const counts = bar === null ? undefined : this.#counts[bar]
    if (counts) counts[event.verdict] += count
  }

  addCause(cause: CauseCode, count = 1): void {
    this.#byCause.set(cause, (this.#byCause.get(cause) ?? 0) + count)
  }

  /** @param reached how far the count came */
  stats({ nextCursor, countedTo, indexedUpTo }: Reached): Stats {
    return {
      total: verdicts.reduce((sum, verdict) => sum + this.#byVerdict[verdict], 0),
      byVerdict: this.#byVerdict,
      byType: mostFrequent(this.#byType)
        .slice(0, MAX_TYPES)
        .map(([type, count]) => ({ type, count })),
      byCause: mostFrequent(this.#byCause).map(([cause, count]) => ({ cause, count })),
      histogram: this.#histogram(),
      complete: nextCursor === null,
      nextCursor,
      countedTo,
      indexedUpTo,
    }
  }

  #histogram(): Histogram | null {
    if (!this.#bars) return null
    const { from, bucketMs } = this.#bars
    return { from, bucketMs, counts: this.#counts }
  }
}

function noCounts(): Record<Verdict, number> {
  return { verified: 0, failed: 0, unsigned: 0, unchecked: 0 }
}

/** Equally frequent ones by name, null first. */
function mostFrequent<Name extends string | null>(counts: Map<Name, number>): [Name, number][] {
  return [...counts].sort(([a, m], [b, n]) => n - m || compareNames(a, b))
}

function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
