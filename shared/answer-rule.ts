import { z } from 'zod'

/**
 * An endpoint answers its senders with what a target says: the event is stored, sent on at once, and the sender
 * hears the target's real status and body. A sender that hears of a failure tries again, so that there is no
 * retry of our own.
 */
export const answerRuleSchema = z.strictObject({
  targetId: z.string().min(1, 'Choose a target.'),
  /** How long a sender waits at most. */
  timeoutMs: z
    .int()
    .min(100, 'At least 100 ms.')
    .max(30_000, 'At most 30,000 ms: senders wait no longer.')
    .default(10_000),
  /** What a sender hears when the target did not answer in time, or not at all. */
  fallback: z
    .strictObject({
      status: z.int().min(200).max(599),
      body: z.string().max(10_000, 'At most 10,000 characters.').default(''),
    })
    .default({ status: 502, body: '' }),
})
export type AnswerRule = z.infer<typeof answerRuleSchema>
