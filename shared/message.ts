import { z } from 'zod'
import { eventSummarySchema } from './event.ts'

/** One event of a message, as the sender's attempt that it is. */
export const messageAttemptSchema = z.object({
  event: eventSummarySchema,
  /** Which attempt of the sender's schedule fits its time, from 1; null: none does, somebody sent it again by hand. */
  number: z.int().nullable(),
  /** Since the event before, in milliseconds; null: it is the first. */
  gapMs: z.int().nullable(),
  /** What the schedule says of that gap; null: it is the first, or fits no schedule. */
  expectedGapMs: z.int().nullable(),
  /** Where its body first differs from that of the first event, in bytes; null: it is the same. */
  differsAt: z.int().nullable(),
})
export type MessageAttempt = z.infer<typeof messageAttemptSchema>

/** `GET /api/messages/{messageId}`: its events by endpoint; each endpoint is sent to by itself. */
export const messageSchema = z.object({
  messageId: z.string(),
  /** When it was made; see `shared/svix/message-time.ts`. */
  madeAt: z.int(),
  endpoints: z.array(
    z.object({
      endpointId: z.string(),
      endpointSlug: z.string(),
      /** In the order of arrival. */
      attempts: z.array(messageAttemptSchema),
      /** The attempt that follows if the last one was not answered with 2xx; null: the sender gives up. */
      next: z.object({ number: z.int(), dueAt: z.int() }).nullable(),
      /** When the last attempt of the schedule is due. */
      givesUpAt: z.int(),
    }),
  ),
  /** False: it has more events than are listed here. */
  complete: z.boolean(),
})
export type Message = z.infer<typeof messageSchema>
