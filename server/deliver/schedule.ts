import type { Retry } from '../../shared/target.ts'

/**
 * When the next attempt follows one that failed and ended at `endedAt` (epoch milliseconds), `tries` being the
 * attempts so far with it; null: no other follows.
 */
export function nextAttemptAt(retry: Retry, tries: number, endedAt: number): number | null {
  const wait = retry[tries - 1]
  return wait === undefined ? null : endedAt + wait
}
