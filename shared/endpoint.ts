import { z } from 'zod'
import { answerRuleSchema } from './answer-rule.ts'
import { causeCodeSchema } from './diagnosis.ts'
import { retentionSchema } from './retention.ts'

/** Lower-case letters, digits and inner hyphens: what stands in `/in/{slug}`. */
export const slugSchema = z
  .string()
  .min(1, 'A slug needs at least one character.')
  .max(64, 'A slug has at most 64 characters.')
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'A slug is made of a-z, 0-9 and inner hyphens.')

const nameSchema = z
  .string()
  .trim()
  .min(1, 'A name needs at least one character.')
  .max(100, 'A name has at most 100 characters.')
const labelSchema = z.string().trim().min(1, 'A label needs at least one character.').max(100)

/** A signing secret as lists show it: never the secret itself. */
export const secretSummarySchema = z.object({
  id: z.string(),
  label: z.string(),
  /** The prefix and the last four characters: `whsec_…LaSw`. */
  hint: z.string(),
  /** Why this text cannot be a signing secret, or null when it can. */
  problem: z.string().nullable(),
  /** Epoch milliseconds from which on the secret no longer verifies; null: never. */
  expiresAt: z.int().nullable(),
  createdAt: z.int(),
})
export type SecretSummary = z.infer<typeof secretSummarySchema>

/** Events stored now, by verdict, and requests refused because their body was too large. */
export const countsSchema = z.object({
  verified: z.int(),
  failed: z.int(),
  unsigned: z.int(),
  unchecked: z.int(),
  refused: z.int(),
  /** Of the bodies of the stored events. */
  bytes: z.int(),
})
export type Counts = z.infer<typeof countsSchema>

/**
 * What the last failures have in common: those of the 24 hours before the newest one, at most `MAX_FAILURES`.
 * `since` is when the first of them came, `sharing` how many have `topCause`, the most frequent cause; null
 * while none is explained.
 */
export const failuresSchema = z.object({
  total: z.int(),
  since: z.int(),
  topCause: causeCodeSchema.nullable(),
  sharing: z.int(),
})
export type Failures = z.infer<typeof failuresSchema>
export const MAX_FAILURES = 1000

/** How far the stored events of an endpoint are verified again. */
export const reverifyProgressSchema = z.object({
  /** The filter that chooses the events; empty: all of the endpoint. */
  query: z.string(),
  total: z.int(),
  checked: z.int(),
  /** How many of those checked have another verdict now. */
  changed: z.int(),
})
export type ReverifyProgress = z.infer<typeof reverifyProgressSchema>

/** A field that senders added: the schema of its type does not name it. `field` is named from the root: `data.teams[].name`. */
export const driftSchema = z.object({
  type: z.string(),
  field: z.string(),
  /** When the first event with it was received, and its id. */
  since: z.int(),
  eventId: z.string(),
})
export type Drift = z.infer<typeof driftSchema>

/** `upTo`: the newest `since` of the fields that somebody has seen. */
export const driftsSeenSchema = z.strictObject({ upTo: z.int().nonnegative() })

export const endpointSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  ingestUrl: z.string(),
  secrets: z.array(secretSummarySchema),
  counts: countsSchema,
  /** Null: no stored event failed. */
  failures: failuresSchema.nullable(),
  /** Its secrets were changed then, and stored events have not all been verified again since. */
  secretsChangedAt: z.int().nullable(),
  retention: retentionSchema,
  /** The configuration file sets what it keeps: it can only be changed there. */
  retentionConfigured: z.boolean(),
  /** Null: senders hear from Hooklens itself that the event was stored. */
  answer: answerRuleSchema.nullable(),
  /** Null: its events are not being verified again now. */
  reverify: reverifyProgressSchema.nullable(),
  /** Fields that drifted and that nobody has said to have seen, oldest first. */
  drifts: z.array(driftSchema),
  createdAt: z.int(),
})
export type Endpoint = z.infer<typeof endpointSchema>

/** `slug` is made from the name where it is not given. */
export const createEndpointSchema = z.strictObject({ name: nameSchema, slug: slugSchema.optional() })
/** `retention` replaces the rule as a whole. */
export const updateEndpointSchema = z
  .strictObject({
    name: nameSchema.optional(),
    retention: retentionSchema.optional(),
    answer: answerRuleSchema.nullable().optional(),
  })
  .refine(
    (change) => Object.keys(change).length > 0,
    'Name what is to be changed: name, retention or answer.',
  )

/** The secret is kept as it was typed: a wrong one is worth seeing as it is. */
export const addSecretSchema = z.strictObject({
  secret: z.string().min(1, 'Paste the signing secret.').max(1000, 'A secret has at most 1,000 characters.'),
  label: labelSchema.optional(),
  expiresAt: z.int().positive().nullable().optional(),
})
export const updateSecretSchema = z.strictObject({
  label: labelSchema.optional(),
  expiresAt: z.int().positive().nullable().optional(),
})
