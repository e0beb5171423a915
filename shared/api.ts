import { z } from 'zod'
import { causeCodeSchema, diagnosisSchema } from './diagnosis.ts'
import { endpointSchema } from './endpoint.ts'
import { bodySchema, eventSummarySchema, headerPairSchema } from './event.ts'
import { verdictSchema } from './verdict.ts'

/** Every error of the API. `issues` names the fields of invalid input. */
export const errorSchema = z.object({
  statusCode: z.int(),
  code: z.string(),
  error: z.string(),
  message: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type ApiError = z.infer<typeof errorSchema>

/** `GET /api/events`: newest first. `cursor` is the `nextCursor` of the page before. */
export const listEventsQuerySchema = z.object({
  q: z.string().max(2000).default(''),
  endpoint: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.coerce.number().int().positive().optional(),
})

/** `indexedUpTo`: the newest seq that this answer has seen; a live stream continues after it. */
export const eventPageSchema = z.object({
  events: z.array(eventSummarySchema),
  nextCursor: z.int().nullable(),
  indexedUpTo: z.int(),
})
export type EventPage = z.infer<typeof eventPageSchema>

/** `GET /api/events/stats`: how many stored events match, by verdict, type and cause. */
export const statsQuerySchema = z.object({ q: z.string().max(2000).default('') })
export const statsSchema = z.object({
  total: z.int(),
  byVerdict: z.record(verdictSchema, z.int()),
  /** Most frequent first, at most 100; null stands for events without a type. */
  byType: z.array(z.object({ type: z.string().nullable(), count: z.int() })),
  /** First causes of failures, most frequent first; those that are not explained yet are left out. */
  byCause: z.array(z.object({ cause: causeCodeSchema, count: z.int() })),
})
export type Stats = z.infer<typeof statsSchema>

/** `POST /api/samples`: a Stack event, signed as Stack would and sent through the endpoint's ingest URL. */
export const createSampleSchema = z.strictObject({
  type: z.string().default('user.created'),
  /** Id or slug. */
  endpoint: z.string(),
  /** A fault to make on purpose, by the code of the cause that the diagnosis will find. */
  tamper: causeCodeSchema.optional(),
})
export const sampleSchema = z.object({ eventId: z.string(), verdict: verdictSchema })
export type Sample = z.infer<typeof sampleSchema>

/** `POST /api/endpoints/{id}/reverify`: which of the endpoint's stored events are verified again. */
export const reverifySchema = z.strictObject({ query: z.string().max(2000).default('') })
/** How many events were verified again, and how many have another verdict now. */
export const reverifiedSchema = z.object({ checked: z.int(), changed: z.int() })
export type Reverified = z.infer<typeof reverifiedSchema>

/**
 * `POST /api/diagnose`: explains a request that was saved elsewhere, without storing it. With neither endpoint
 * nor secret nothing verifies it, but the secrets of all endpoints are tried in the explanation.
 */
export const diagnoseRequestSchema = z.strictObject({
  /** A cURL command, a HAR file, a raw HTTP message or Hooklens' own JSON. */
  request: z.string().min(1, 'Paste a request.'),
  /** How `request` carries its bytes. */
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
  /** Id or slug of the endpoint whose secrets verify it. */
  endpoint: z.string().optional(),
  /** A signing secret to verify it with, beside the endpoint's. It is not kept. */
  secret: z.string().max(1000).optional(),
  /** When it was received, in epoch milliseconds; otherwise what the request tells, else now. */
  receivedAt: z.int().positive().optional(),
})
/**
 * How many bytes `POST /api/diagnose` takes, of a server that takes bodies of `maxBodyBytes`: a body in a HAR
 * file is JSON in JSON in JSON, where a quotation mark takes four bytes, and a HAR file has more than the body.
 */
export function diagnoseLimitBytes(maxBodyBytes: number): number {
  // No JavaScript engine makes a text out of much more.
  return Math.min(4 * maxBodyBytes + 1024 * 1024, 500_000_000)
}
export const diagnosedRequestSchema = z.object({
  format: z.enum(['curl', 'har', 'http', 'json']),
  /** What had to be guessed when the request was read. */
  warnings: z.array(z.string()),
  method: z.string(),
  url: z.string(),
  headers: z.array(headerPairSchema),
  body: bodySchema,
  receivedAt: z.int(),
  /** Whether the time of receipt was known, or is the time of asking. */
  receivedAtKnown: z.boolean(),
  type: z.string().nullable(),
  verdict: verdictSchema,
  diagnosis: diagnosisSchema,
})
export type DiagnosedRequest = z.infer<typeof diagnosedRequestSchema>

/** `GET /api/info`: what the page tells of the server that it runs on. */
export const infoSchema = z.object({
  version: z.string(),
  publicUrl: z.string(),
  /** Only programs on the same machine can reach the ingest URL. */
  loopbackOnly: z.boolean(),
  maxBodyBytes: z.int(),
})
export type Info = z.infer<typeof infoSchema>

/** `GET /api/endpoints`, in the order in which they were made. */
export const endpointListSchema = z.object({ endpoints: z.array(endpointSchema) })

/** `POST /api/endpoints/{id}/secrets/{secretId}/reveal` */
export const revealedSecretSchema = z.object({ secret: z.string() })

/** How many events a deletion removed. */
export const deletedSchema = z.object({ deleted: z.int() })

/** What the sender of an event hears, once the event is on disk. */
export const ingestReplySchema = z.object({ ok: z.literal(true), id: z.string(), verdict: verdictSchema })
export type IngestReply = z.infer<typeof ingestReplySchema>
