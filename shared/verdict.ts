import { z } from 'zod'

/**
 * The result of verification, judged once, when the event was received.
 * - `verified`: a valid signature by one of the endpoint's secrets, in time.
 * - `failed`: signature headers came, but do not prove the event.
 * - `unsigned`: no signature headers at all.
 * - `unchecked`: signed, but the endpoint has no secret to check it with.
 */
export const verdictSchema = z.enum(['verified', 'failed', 'unsigned', 'unchecked'])
export type Verdict = z.infer<typeof verdictSchema>

export const verdicts = verdictSchema.options

/** Whether what an event says can be taken for its sender's word, as far as anybody can tell: it is not `failed` or `unsigned`. */
export function isBelieved(verdict: Verdict): boolean {
  return verdict === 'verified' || verdict === 'unchecked'
}
