const second = 1000
const minute = 60 * second
const hour = 60 * minute

/**
 * What Svix waits after each failed attempt before the next, in milliseconds; 8 attempts in all.
 * Source: https://docs.svix.com/retries
 */
export const retryGapsMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
] as const

export const attemptCount = retryGapsMs.length + 1

/** From the first attempt to this one (from 1), in milliseconds, if each took no time. */
export function offsetOfAttempt(number: number): number {
  return retryGapsMs.slice(0, number - 1).reduce((sum, gap) => sum + gap, 0)
}
