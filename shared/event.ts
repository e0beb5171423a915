import { z } from 'zod'
import { deliveryMarkSchema } from './delivery-mark.ts'
import { causeCodeSchema, diagnosisSchema } from './diagnosis.ts'
import { flagSchema } from './flag.ts'
import { findingSchema, schemaStateSchema } from './schema/finding.ts'
import { verdictSchema } from './verdict.ts'

/** What an event is about. Composite ids join their parts with `/`, team first. */
export const entitySchema = z.object({
  kind: z.enum(['user', 'team', 'membership', 'permission', 'issue']),
  id: z.string(),
})
export type Entity = z.infer<typeof entitySchema>

/**
 * The secret that a verified event's signature matched. `position` counts the header's `v1` signatures from 1:
 * the sender lists its newest secret first, so from 2 on this one is being replaced. Null: not known.
 */
export const verifiedBySchema = z.object({
  secretId: z.string(),
  label: z.string(),
  position: z.int().nullable(),
})
export type VerifiedBy = z.infer<typeof verifiedBySchema>

/** One event as lists and the live stream carry it: everything but headers and body. */
export const eventSummarySchema = z.object({
  id: z.string(),
  /** Position in the order of arrival; the cursor of pages and streams. */
  seq: z.int(),
  endpointId: z.string(),
  endpointSlug: z.string(),
  /** Epoch milliseconds. */
  receivedAt: z.int(),
  method: z.string(),
  /** The path as it was sent, undecoded, from `/in/…` on. */
  path: z.string(),
  /** What follows the first `?`, as it was sent; empty when there was none. */
  query: z.string(),
  remoteAddress: z.string(),
  contentType: z.string().nullable(),
  /** Bytes of the body. */
  size: z.int(),
  /** `svix-id` or `webhook-id`, the sender's name for the message. */
  messageId: z.string().nullable(),
  /** The signed timestamp in epoch milliseconds, where one could be read. */
  sentAt: z.int().nullable(),
  /** `type` of the JSON payload, for example `user.created`. */
  type: z.string().nullable(),
  entity: entitySchema.nullable(),
  /** What a reader would call the entity: a display name, an e-mail, a short id. */
  about: z.string().nullable(),
  verdict: verdictSchema,
  verifiedBy: verifiedBySchema.nullable(),
  /** The verdict of its receipt; another one than `verdict` if it was verified again since. */
  verdictAtReceipt: verdictSchema,
  /** When its verdict last changed, in epoch milliseconds; null: never. */
  verdictChangedAt: z.int().nullable(),
  /** The first cause of a failure; null: not failed, not explained yet, or good by the secrets known now. */
  topCause: causeCodeSchema.nullable(),
  /** Of all its deliveries together, the worst; null: it was not sent on. */
  deliveryMark: deliveryMarkSchema.nullable(),
  /** What is odd about it beside the others; looked for in the background, and empty until then. */
  flags: z.array(flagSchema),
  /** How its payload stands to the schema of its type; null: stored before there were schemas, and not checked yet. */
  schema: schemaStateSchema.nullable(),
})
export type EventSummary = z.infer<typeof eventSummarySchema>

/** Name and value in the order and case in which they arrived. */
export const headerPairSchema = z.tuple([z.string(), z.string()])
export type HeaderPair = z.infer<typeof headerPairSchema>

/** Body bytes as JSON can carry them: UTF-8 text where the bytes are valid UTF-8, base64 otherwise. */
export const bodySchema = z.object({ encoding: z.enum(['utf8', 'base64']), text: z.string() })
export type Body = z.infer<typeof bodySchema>

/** One event whole. */
export const eventDetailSchema = eventSummarySchema.extend({
  httpVersion: z.string(),
  headers: z.array(headerPairSchema),
  body: bodySchema,
  /** What is not as the schema of its type says, by the schemas known now. */
  findings: z.array(findingSchema),
  diagnosis: diagnosisSchema,
})
export type EventDetail = z.infer<typeof eventDetailSchema>
