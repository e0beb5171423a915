import { z } from 'zod'

export const LEAST_AGE_MS = 60_000
const MOST_AGE_MS = 100 * 365 * 86_400_000
export const LEAST_BYTES = 1000

/** What an endpoint keeps, at most; null: without a limit. What is over any of the limits goes, oldest first. */
export const retentionSchema = z.strictObject({
  /** Since its receipt. */
  maxAgeMs: z
    .int()
    .min(LEAST_AGE_MS, 'An event is kept for at least one minute: 60,000 ms.')
    .max(MOST_AGE_MS, 'An age is at most 100 years.')
    .nullable()
    .default(null),
  maxCount: z.int().min(1, 'At least one event is kept.').nullable().default(null),
  /** Of bodies. The newest event stays, however large it is. */
  maxBytes: z.int().min(LEAST_BYTES, 'At least 1,000 bytes are kept.').nullable().default(null),
})
export type Retention = z.infer<typeof retentionSchema>

export const keepsEverything: Retention = { maxAgeMs: null, maxCount: null, maxBytes: null }

/** Whether there is any limit. */
export function hasLimit({ maxAgeMs, maxCount, maxBytes }: Retention): boolean {
  return maxAgeMs !== null || maxCount !== null || maxBytes !== null
}

export function isSameRetention(a: Retention, b: Retention): boolean {
  return a.maxAgeMs === b.maxAgeMs && a.maxCount === b.maxCount && a.maxBytes === b.maxBytes
}

/** Some events: how many, and the bytes of their bodies. */
export interface Amount {
  events: number
  bytes: number
}

/**
 * Whether an event goes, at this moment, of an endpoint that holds `held` with it; every event that came
 * before it must have been asked for, and those that go be taken out of `held`.
 */
export function goes(rule: Retention, held: Amount, event: { receivedAt: number }, now: number): boolean {
  if (rule.maxCount !== null && held.events > rule.maxCount) return true
  if (rule.maxBytes !== null && held.bytes > rule.maxBytes && held.events > 1) return true
  return rule.maxAgeMs !== null && event.receivedAt < now - rule.maxAgeMs
}

const amountSchema = z.object({
  events: z.int(),
  bytes: z.int(),
  /** When the first of them to arrive was received; null: there are none. */
  oldest: z.int().nullable(),
})

/** `GET /api/endpoints/{id}/retention`: what a rule does to what is stored now. */
export const retentionPreviewSchema = z.object({
  rule: retentionSchema,
  stored: amountSchema,
  keeps: amountSchema,
  /** `newest`: when the last of them to go was received. */
  goes: amountSchema.extend({ newest: z.int().nullable() }),
  /** What will go after that; null: nothing, or nobody can say. */
  next: z
    .object({
      /** The limit that it will be over first. */
      by: z.enum(['age', 'count', 'bytes']),
      /** When the event that goes next was received. */
      receivedAt: z.int(),
      /** When it goes; by count and bytes an estimate, from the rate of the last day. Null: too few came. */
      at: z.int().nullable(),
      /** How many more events, or bytes, there is room for; null: it goes by its age. */
      room: z.int().nullable(),
    })
    .nullable(),
})
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>
