const FIRST_MS = 500
const LONGEST_MS = 15_000

/**
 * How long to wait before try number `attempt` (from 1): twice as long each time, and at random within the
 * upper half, so that many pages do not return to a restarted server at the same moment.
 */
export function backoffMs(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1))
  return Math.round(longest / 2 + (random * longest) / 2)
}
