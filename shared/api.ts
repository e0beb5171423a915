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

/**
 * `GET /api/events`: newest first. Where the page begins is said by one of `cursor`, `after` and `at`, or else it
 * begins at the newest event.
 */
export const listEventsQuerySchema = z
  .object({
    q: z.string().max(2000).default(''),
    endpoint: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    /** The `nextCursor` of another page: the events that are next older. */
    cursor: z.coerce.number().int().positive().optional(),
    /** The `prevCursor` of another page: the events that are next newer. */
    after: z.coerce.number().int().min(0).optional(),
    /** Epoch milliseconds: the event received last at or before then, and what came before it. */
    at: z.coerce.number().int().optional(),
  })
  .refine(({ cursor, after, at }) => [cursor, after, at].filter((place) => place !== undefined).length <= 1, {
    message: 'Give one of cursor, after and at.',
  })

/** `indexedUpTo`: the newest seq that this answer has seen; a live stream continues after it. */
export const eventPageSchema = z.object({
  events: z.array(eventSummarySchema),
  /** Where older events continue, as `cursor`; null: there are none. */
  nextCursor: z.int().nullable(),
  /** Where newer events continue, as `after`; null: there were none when the page was read. */
  prevCursor: z.int().nullable(),
  /**
   * False: the search took long. The page may be short or empty, and goes on at `nextCursor`; one that was asked
   * for with `after`, at `prevCursor`.
   */
  complete: z.boolean(),
  /** How far back in time a search that is not complete has come; null: it is complete. */
  searchedTo: z.int().nullable(),
  indexedUpTo: z.int(),
})
export type EventPage = z.infer<typeof eventPageSchema>

/**
 * `GET /api/events/stats`: how many stored events match. With `buckets` also a histogram: at most so many bars,
 * each at least `bucket` ms wide, from `from` to `to` or else over the time that the query asks for.
 */
export const statsQuerySchema = z.object({
  q: z.string().max(2000).default(''),
  buckets: z.coerce.number().int().min(0).max(1000).default(0),
  bucket: z.coerce.number().int().min(1).default(1000),
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
  /** The `nextCursor` of an answer that was not complete; what the answers count is to be added up. */
  cursor: z.coerce.number().int().positive().optional(),
})
/** Counts of the bars side by side, each `bucketMs` wide, the first from `from` on. */
export const histogramSchema = z.object({
  from: z.int(),
  bucketMs: z.int(),
  counts: z.array(z.record(verdictSchema, z.int())),
})
export type Histogram = z.infer<typeof histogramSchema>
export const statsSchema = z.object({
  total: z.int(),
  byVerdict: z.record(verdictSchema, z.int()),
  /** Most frequent first, at most 100; null stands for events without a type. */
  byType: z.array(z.object({ type: z.string().nullable(), count: z.int() })),
  /** First causes of failures, most frequent first; those that are not explained yet are left out. */
  byCause: z.array(z.object({ cause: causeCodeSchema, count: z.int() })),
  histogram: histogramSchema.nullable(),
  /** False: counting took long, and goes on at `nextCursor`, with the histogram's own `from`, `to` and `bucket`. */
  complete: z.boolean(),
  nextCursor: z.int().nullable(),
  /** Everything that was received from this time on is counted; null: all is. */
  countedTo: z.int().nullable(),
  /** The newest seq that was counted; a live stream continues after it. Of the first part, where there are several. */
  indexedUpTo: z.int(),
})
export type Stats = z.infer<typeof statsSchema>

/** What can be asked for with `GET /api/search/suggestions`. */
export const suggestedFields = [
  'type',
  'verdict',
  'cause',
  'endpoint',
  'message',
  'entity',
  'user',
  'team',
  'method',
  'header',
  'data',
] as const
export type SuggestedField = (typeof suggestedFields)[number]

/**
 * `GET /api/search/suggestions`: values of a field that stored events have. Of `header` and `data` they are
 * the names and paths; with `name`, as it stands in a query behind the first dot, they are its values. `prefix`
 * is what has been typed of it.
 */
export const suggestionsQuerySchema = z.object({
  field: z.enum(suggestedFields),
  name: z.string().max(2000).optional(),
  prefix: z.string().max(2000).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export const suggestionSchema = z.object({
  /** As it is written in a query, in quotes where it must. */
  text: z.string(),
  /** The value itself. */
  label: z.string(),
  /** What is called so, where that is not plain: the name of an endpoint, of a user. */
  detail: z.string().nullable(),
  /** In how many events it is, or at least; null: it is well known, but in none that were looked at. */
  count: z.int().nullable(),
  atLeast: z.boolean(),
})
export type Suggestion = z.infer<typeof suggestionSchema>
/** Those that begin with the prefix first, then those that hold it; the most frequent first. */
export const suggestionsSchema = z.object({ suggestions: z.array(suggestionSchema) })

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

/**
 * `POST /api/events/delete`: deletes what `query` chooses, or these `ids`; with `dryRun` it only says what a query
 * chooses. Without `partMs` the answer comes when all is done. With it, after about so many milliseconds: as
 * long as `complete` is false, ask again with the answer's `upTo`, `askedAt` and `cursor`, and add up.
 */
export const deleteEventsSchema = z
  .strictObject({
    /** Empty: every event. */
    query: z.string().max(2000).optional(),
    ids: z.array(z.string().max(100)).min(1).max(10_000, 'Name at most 10,000 ids at once.').optional(),
    dryRun: z.boolean().default(false),
    /** Later events stay; without it, those that are stored while the answer is made. */
    upTo: z.int().nonnegative().optional(),
    /** The moment that times such as `after:2h` count back from. */
    askedAt: z.int().nonnegative().optional(),
    cursor: z.int().positive().optional(),
    partMs: z.int().min(10).max(60_000).optional(),
  })
  .refine(({ query, ids }) => (query === undefined) !== (ids === undefined), {
    path: ['query'],
    message: 'Name either a query or ids. An empty query is every event.',
  })
  .refine(({ ids, dryRun }) => ids === undefined || !dryRun, {
    path: ['dryRun'],
    message: 'A dry run is of a query.',
  })
const partSchema = z.object({
  complete: z.boolean(),
  /** The newest event that it was about. */
  upTo: z.int(),
  askedAt: z.int(),
  /** Where to go on; null: that was all. */
  cursor: z.int().nullable(),
})
export const deletedEventsSchema = partSchema.extend({ deleted: z.int() })
export type DeletedEvents = z.infer<typeof deletedEventsSchema>
/** What a deletion would take: how many events, the bytes of their bodies, and when the first and last came. */
export const deletionPreviewSchema = partSchema.extend({
  matching: z.int(),
  bytes: z.int(),
  oldest: z.int().nullable(),
  newest: z.int().nullable(),
})
export type DeletionPreview = z.infer<typeof deletionPreviewSchema>

/** What the sender of an event hears, once the event is on disk. */
export const ingestReplySchema = z.object({ ok: z.literal(true), id: z.string(), verdict: verdictSchema })
export type IngestReply = z.infer<typeof ingestReplySchema>
