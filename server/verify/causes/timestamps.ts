import { judgeTimestamp } from '../timestamp.ts'
import type { Case } from './suspect.ts'

/** What the timestamp header holds, or null where it did not come. */
export function timestampOf({ picked }: Case): string | null {
  return picked.timestamp?.value || null
}

/** How far the event's timestamp is out of tolerance, and what other events of the source show. */
export function ageOf(facts: Case): { ageS: number; typicalS: number | null; others: number } | null {
  const judged = judgeTimestamp(timestampOf(facts), facts.receivedAt)
  if (judged.kind !== 'tooOld' && judged.kind !== 'tooNew') return null
  const others = facts.neighbours.agesS
  return { ageS: judged.ageS, typicalS: median(others), others: others.length }
}

/** Whether the others are off to the same side: a clock is wrong, not one message late. */
export function wholeSourceDrifts(seconds: { ageS: number; typicalS: number | null } | undefined): boolean {
  if (!seconds || seconds.typicalS === null) return false
  return Math.sign(seconds.ageS) === Math.sign(seconds.typicalS) && Math.abs(seconds.typicalS) > 60
}

function median(numbers: readonly number[]): number | null {
  return [...numbers].sort((a, b) => a - b).at(Math.floor(numbers.length / 2)) ?? null
}
