import { z } from 'zod'
import { causeCodeSchema } from './diagnosis.ts'
import { schemaStateSchema } from './schema/finding.ts'
import { targetUrlSchema } from './target.ts'
import { verdictSchema } from './verdict.ts'

/** How often a sample or scenario is sent in one run at most. */
export const MAX_SAMPLES = 10_000
/** Slower, and signatures would be too old before their scenario is over. */
export const MIN_SAMPLE_RATE = 0.1
export const MAX_SAMPLE_RATE = 1000

/** A fault that can be made on purpose, by the code of the cause that the diagnosis will find. */
export const tamperableCauses = [
  'wrong_secret_other_endpoint',
  'secret_retired',
  'secret_not_decoded',
  'body_reserialized',
  'body_newlines',
  'body_bom',
  'body_whitespace',
  'body_base64',
  'body_compressed',
  'body_charset',
  'body_double_encoded',
  'body_form_encoded',
  'body_empty',
  'header_missing',
  'header_duplicated',
  'header_mixed_sets',
  'id_altered',
  'timestamp_too_old',
  'timestamp_too_new',
  'timestamp_milliseconds',
  'timestamp_not_integer',
  'timestamp_altered',
  'signature_version',
  'signature_no_version',
  'signature_encoding',
  'signature_body_only',
  'signature_truncated',
] as const satisfies readonly z.infer<typeof causeCodeSchema>[]
export type TamperableCause = (typeof tamperableCauses)[number]

const secretSchema = z.string().min(1, 'Paste the signing secret.').max(1000)

/**
 * `POST /api/samples`: Stack events, signed as Stack would; to an endpoint through its ingest URL, or straight to the
 * URL of a handler.
 */
export const createSampleSchema = z
  .strictObject({
    type: z.string().optional(),
    scenario: z.string().optional(),
    /** Id or slug. */
    endpoint: z.string().optional(),
    url: targetUrlSchema.optional(),
    /** Signs what goes to `url`; it is not kept. */
    secret: secretSchema.optional(),
    /** The one before it, where a scenario signs with two. */
    oldSecret: secretSchema.optional(),
    /**
     * Laid over the sample's `data`: objects member by member, everything else, arrays and null too, in place of what
     * was there.
     */
    overrides: z.record(z.string(), z.unknown()).optional(),
    /** Paths such as `data.country_code` that are left out. */
    unset: z.array(z.string().max(500)).max(50).optional(),
    tamper: causeCodeSchema.optional(),
    /** The same seed gives the same users and teams. */
    seed: z.string().min(1).max(100).optional(),
    /** How often. */
    count: z.int().min(1).max(MAX_SAMPLES).default(1),
    ratePerSecond: z.number().min(MIN_SAMPLE_RATE).max(MAX_SAMPLE_RATE).optional(),
  })
  .refine(({ type, scenario }) => type === undefined || scenario === undefined, {
    path: ['scenario'],
    message: 'Name either a type or a scenario.',
  })
  .refine(({ endpoint, url }) => (endpoint === undefined) !== (url === undefined), {
    path: ['endpoint'],
    message: 'Name either an endpoint or a URL.',
  })
  .refine(({ url, secret }) => (url === undefined) === (secret === undefined), {
    path: ['secret'],
    message: 'A URL needs the secret of its handler; an endpoint has its own.',
  })
  .refine(({ url, oldSecret }) => url !== undefined || oldSecret === undefined, {
    path: ['oldSecret'],
    message: 'An endpoint has its own secrets.',
  })
  .refine(({ scenario, overrides, unset }) => scenario === undefined || (!overrides && !unset), {
    path: ['overrides'],
    message: 'Overrides are for a type: the events of a scenario fit together as they are.',
  })
export type CreateSample = z.infer<typeof createSampleSchema>
export type CreateSampleInput = z.input<typeof createSampleSchema>

/** The answer to one sample of a type to an endpoint. */
export const sampleSchema = z.object({
  eventId: z.string(),
  verdict: verdictSchema,
  messageId: z.string(),
  /** How the payload stands to the schema of its type, overrides and all. */
  schema: schemaStateSchema,
  seed: z.string(),
})
export type Sample = z.infer<typeof sampleSchema>

/** What came of one request. */
export const sampleResultSchema = z.object({
  type: z.string(),
  /** What it is in its scenario; null: there is none. */
  note: z.string().nullable(),
  messageId: z.string(),
  schema: schemaStateSchema,
  /** Null: it went to a URL, or was not stored. */
  eventId: z.string().nullable(),
  verdict: verdictSchema.nullable(),
  /** Null: there was no answer. */
  status: z.int().nullable(),
  /** Why it was not taken, in words; null: it was. */
  error: z.string().nullable(),
  /** The beginning of what a handler answered, where that is text. */
  answer: z.string().nullable(),
  /** Verified or answered with 2xx; where a fault was made on purpose, not. */
  isExpected: z.boolean(),
})
export type SampleResult = z.infer<typeof sampleResultSchema>

/** Everything that is more than one sample to an endpoint. It is kept in memory, for a while. */
export const sampleRunSchema = z.object({
  id: z.string(),
  type: z.string().nullable(),
  scenario: z.string().nullable(),
  /** Slug. */
  endpoint: z.string().nullable(),
  url: z.string().nullable(),
  tamper: causeCodeSchema.nullable(),
  seed: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Requests. */
  total: z.int(),
  sent: z.int(),
  unexpected: z.int(),
  /** How many came to what: a verdict, the status of an answer, or `no answer`. */
  outcomes: z.array(z.object({ outcome: z.string(), count: z.int() })),
  /** The last ones. */
  results: z.array(sampleResultSchema),
  /** Why it ended early, in words. */
  error: z.string().nullable(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
})
export type SampleRun = z.infer<typeof sampleRunSchema>

/** The header by which the events of a run are found again: `header.hooklens-sample:smp_…`. */
export const SAMPLE_HEADER = 'hooklens-sample'
