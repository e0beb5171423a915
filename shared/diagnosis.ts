import { z } from 'zod'
import { verdictSchema } from './verdict.ts'

/** One of the four examinations that every event goes through; each runs whatever the others found. */
export const checkSchema = z.object({
  check: z.enum(['headers', 'timestamp', 'secret', 'signature']),
  outcome: z.enum(['pass', 'fail', 'skipped']),
  /** A sentence that says what was compared and what was found. */
  message: z.string(),
})
export type Check = z.infer<typeof checkSchema>

/** Everything that can be the reason of a failed verification. */
export const causeCodes = [
  'wrong_secret_other_endpoint',
  'secret_retired',
  'secret_version_prefix',
  'secret_quotes_or_whitespace',
  'secret_not_decoded',
  'secret_double_encoded',
  'secret_malformed',
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
  'signature_of_other_message',
  'replayed_request',
  'unexplained',
] as const
export const causeCodeSchema = z.enum(causeCodes)
export type CauseCode = z.infer<typeof causeCodeSchema>

/** `proven`: tried, and the HMAC then matched, or the fact is plain. `likely`: a pattern says so. */
export const confidenceSchema = z.enum(['proven', 'likely', 'possible'])
export type Confidence = z.infer<typeof confidenceSchema>

/** A stretch of two texts laid over each other. Bytes that are not UTF-8 stand as `\xNN`. */
export const diffPartSchema = z.object({
  /** `skipped`: bytes that are the same, left out; as the last part: what was not compared any more. */
  kind: z.enum(['same', 'signed', 'received', 'skipped']),
  text: z.string(),
  bytes: z.int(),
})
export type DiffPart = z.infer<typeof diffPartSchema>

/** What convinces. Each cause fills in what it has. */
export const evidenceSchema = z.object({
  /** The secret that matches. `endpoint`: the slug of the other endpoint that it belongs to. */
  secret: z.object({ label: z.string(), hint: z.string(), endpoint: z.string().nullable() }).optional(),
  /** The signed bytes against those received. */
  diff: z.array(diffPartSchema).optional(),
  /** Seconds from the timestamp to the receipt; `typicalS` is what other events of this source show. */
  seconds: z.object({ ageS: z.int(), typicalS: z.int().nullable(), others: z.int() }).optional(),
  /** What came, and what was signed or should have come. */
  value: z.object({ name: z.string(), received: z.string(), signed: z.string().nullable() }).optional(),
  /** The signature that the explanation gives, as far as it is in the request. */
  signature: z.string().optional(),
  /** Another stored event that has to do with it. */
  event: z.object({ id: z.string(), receivedAt: z.int() }).optional(),
  /** What was tried in vain. */
  tried: z
    .object({ signatures: z.int(), secrets: z.int(), bodies: z.int(), complete: z.boolean() })
    .optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const causeSchema = z.object({
  code: causeCodeSchema,
  confidence: confidenceSchema,
  /** Half a sentence that follows "Not verified: ". */
  title: z.string(),
  explanation: z.string(),
  /** What to do, in words; the page adds the code for the reader's framework. */
  fix: z.string(),
  evidence: evidenceSchema,
})
export type Cause = z.infer<typeof causeSchema>

/** The explanation of a verdict: what was checked, why it failed, and what `svix` says. */
export const diagnosisSchema = z.object({
  verdict: verdictSchema,
  checks: z.array(checkSchema),
  /**
   * The secret that signed the event. `position` counts the header's `v1` signatures from 1: the sender lists its
   * newest secret first, so from 2 on the newest is not known here.
   */
  matched: z.object({ secretId: z.string(), label: z.string(), position: z.int() }).nullable(),
  /** Proven first. Empty for events that are verified, and where nothing can be checked. */
  causes: z.array(causeSchema),
  /** `error` is the exact message that the `svix` package throws for this event, null when it accepts it. */
  svix: z.object({ version: z.string(), error: z.string().nullable() }),
})
export type Diagnosis = z.infer<typeof diagnosisSchema>
