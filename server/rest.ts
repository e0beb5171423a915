/** Beyond this, what was timed was waiting rather than work. */
const MOST_MS = 500

/**
 * How long work that is done aside of ingest rests after it has worked, both in milliseconds: three times as long, so
 * that it takes a quarter of a core at most. The clock also counts what others do on a busy machine: hence the bound,
 * without which the work would come to nothing just when somebody waits for it.
 */
export function restMs(workedMs: number): number {
  return Math.min(3 * workedMs, MOST_MS)
}
