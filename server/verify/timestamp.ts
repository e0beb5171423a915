/** How far a timestamp may lie from receipt, either way, inclusive. */
export const TOLERANCE_S = 300

/** `ageS`: whole seconds from the timestamp to receipt; negative when the timestamp is later. */
export type TimestampJudgement =
  | { kind: 'missing' }
  | { kind: 'unreadable' }
  | { kind: 'inTime' | 'tooOld' | 'tooNew'; seconds: number; ageS: number }

const PLAIN_INTEGER = /^(?:0|[1-9][0-9]*)$/

/**
 * Judges a timestamp header (unix seconds) against the time of receipt (epoch milliseconds). Only a plain
 * decimal integer can be read. The library reads `123abc`, ` 123` and `0123` as 123 and signs `123`; no sender
 * writes that, and the bytes that came are not the bytes that were signed.
 */
export function judgeTimestamp(text: string | null, receivedAt: number): TimestampJudgement {
  if (text === null || text === '') return { kind: 'missing' }
  if (!PLAIN_INTEGER.test(text)) return { kind: 'unreadable' }
  const seconds = Number(text)
  const ageS = Math.floor(receivedAt / 1000) - seconds
  if (ageS > TOLERANCE_S) return { kind: 'tooOld', seconds, ageS }
  if (ageS < -TOLERANCE_S) return { kind: 'tooNew', seconds, ageS }
  return { kind: 'inTime', seconds, ageS }
}
