import { z } from 'zod'
import { attemptErrorSchema, readingSchema } from './delivery.ts'
import { causeCodeSchema } from './diagnosis.ts'
import { bodySchema, headerPairSchema } from './event.ts'
import { targetUrlSchema } from './target.ts'

/** How long a handler may take by default: what Svix, hosted, gives it. */
export const PROBE_TIMEOUT_MS = 15_000
/** Bytes of a request's body that a report keeps. */
export const KEPT_SENT_BYTES = 4096
/** Bytes of an answer's body that a report keeps. */
export const KEPT_HEARD_BYTES = 1024
/** Characters of an answer's headers that a report keeps: of what does not fit the beginning, then none. */
export const KEPT_HEARD_HEADERS = 8192
/** How many probes are remembered; older ones are forgotten, and all of them when the server stops. */
export const KEPT_PROBES = 20

/** What a handler is tried with, in the order in which it is sent. */
export const probeCheckCodes = [
  'valid',
  'webhook_headers',
  'second_signature',
  'non_ascii',
  'escaped',
  'pretty',
  'big_body',
  'unknown_type',
  'every_type',
  'new_field',
  'odd_metadata',
  'duplicate',
  'out_of_order',
  'delete_twice',
  'tampered_body',
  'wrong_secret',
  'old_timestamp',
  'future_timestamp',
  'missing_headers',
  'empty_signature',
  'v1a_only',
  'garbage',
  'broken_json',
  'get',
  'content_type',
  'burst',
] as const
export const probeCheckCodeSchema = z.enum(probeCheckCodes)
export type ProbeCheckCode = z.infer<typeof probeCheckCodeSchema>

/** What a check wants to see: that it is taken, that it is refused, or that the handler bears it. */
export const probeFamilies = ['accepts', 'bears', 'refuses'] as const

/**
 * `danger`: it accepted what it must refuse. `skipped`: it was not sent, or the answer says nothing, because the
 * handler does not take the valid delivery either.
 */
export const probeOutcomes = ['danger', 'failed', 'skipped', 'passed'] as const
export type ProbeOutcome = (typeof probeOutcomes)[number]

/** A check, as it is before it has run. */
export const probeCheckSchema = z.object({
  code: probeCheckCodeSchema,
  family: z.enum(probeFamilies),
  title: z.string(),
  /** What a right handler does, in a sentence. */
  expects: z.string(),
  /** False: a handler may well do otherwise, it is told as advice. Danger counts all the same. */
  required: z.boolean(),
})
export type ProbeCheck = z.infer<typeof probeCheckSchema>

/** One request and what came back. */
export const probeExchangeSchema = z.object({
  /** What is special about this one: `signed with another secret`. */
  note: z.string(),
  sentAt: z.int(),
  request: z.object({
    method: z.string(),
    /** As they went over the wire; credentials of a target are masked. */
    headers: z.array(headerPairSchema),
    /** The first `KEPT_SENT_BYTES`. */
    body: bodySchema,
    size: z.int(),
  }),
  /** Null: none came. */
  answer: z
    .object({
      status: z.int(),
      statusText: z.string(),
      headers: z.array(headerPairSchema),
      /** The first `KEPT_HEARD_BYTES`, decompressed, without the signing secret. */
      body: bodySchema,
      truncated: z.boolean(),
    })
    .nullable(),
  /** Until the answer was whole, or given up. */
  ms: z.number(),
  /** Why there is no whole answer. */
  error: attemptErrorSchema.nullable(),
  /** What the answer tells of the handler, of deliveries that are to be accepted. */
  reading: readingSchema.nullable(),
})
export type ProbeExchange = z.infer<typeof probeExchangeSchema>

/** What came of a check. */
export const probeResultSchema = probeCheckSchema.extend({
  outcome: z.enum(probeOutcomes),
  /** In the order in which they were sent. Empty: nothing was. */
  exchanges: z.array(probeExchangeSchema),
  /** What was seen, in a sentence or two. */
  found: z.string(),
  /** Why it matters. */
  matters: z.string(),
  /** What to do; null: nothing. */
  fix: z.string().nullable(),
})
export type ProbeResult = z.infer<typeof probeResultSchema>

/** What is wrong with a handler, by name: what several checks say together. */
export const probeFaultCodes = [
  'unreachable',
  'no_handler',
  'redirects',
  'too_slow',
  'throws_on_valid',
  'refuses_valid',
  'went_away',
  'verifies_nothing',
  'accepts_unsigned',
  'accepts_forged',
  'accepts_malformed',
  'no_timestamp_check',
  'server_error_on_bad_signature',
  'throws_on_malformed',
  'parses_before_verifying',
  'decodes_body',
  'first_signature_only',
  'refuses_unknown_types',
  'refuses_new_fields',
  'refuses_odd_metadata',
  'second_delete_fails',
  'duplicate_fails',
  'order_matters',
  'fails_under_load',
  'body_limit',
] as const
export type ProbeFaultCode = (typeof probeFaultCodes)[number]

export const probeFaultSchema = z.object({
  code: z.enum(probeFaultCodes),
  /** `danger`: a stranger can make use of it. `advice`: no required check failed for it. */
  severity: z.enum(['danger', 'failed', 'advice']),
  /** As a sentence without its subject: `verifies nothing`. */
  name: z.string(),
  why: z.string(),
  fix: z.string(),
  /** The checks that show it. */
  checks: z.array(probeCheckCodeSchema),
  /** The cause of a diagnosis whose recipes mend it too; null: none. */
  cause: causeCodeSchema.nullable(),
})
export type ProbeFault = z.infer<typeof probeFaultSchema>

export const probeCountsSchema = z.object({
  danger: z.int(),
  /** Of the required ones. */
  failed: z.int(),
  /** Failed, and not required. */
  advice: z.int(),
  skipped: z.int(),
  passed: z.int(),
})

/** A probe as lists have it. */
export const probeSummarySchema = z.object({
  id: z.string(),
  url: z.string(),
  /** The target whose URL it is; null: none, it is on loopback. */
  targetName: z.string().nullable(),
  state: z.enum(['running', 'cancelled', 'done']),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  /** How many checks it has, and of how many there is a result. */
  checks: z.int(),
  checked: z.int(),
  counts: probeCountsSchema,
  /** Nothing dangerous was accepted, and every required check passed. False while it runs. */
  ok: z.boolean(),
})
export type ProbeSummary = z.infer<typeof probeSummarySchema>
export const probeListSchema = z.object({ probes: z.array(probeSummarySchema) })

/** A probe whole: the report. */
export const probeReportSchema = probeSummarySchema.extend({
  /** What it is signed with: `the secret of staging (whsec_…LaSw)`. */
  signedWith: z.string(),
  /** Those without a result yet. */
  toCome: z.array(probeCheckSchema),
  /** In the order in which they ran. */
  results: z.array(probeResultSchema),
  /** The gravest first. */
  faults: z.array(probeFaultSchema),
})
export type ProbeReport = z.infer<typeof probeReportSchema>

/** `POST /api/probes` */
export const createProbeSchema = z
  .strictObject({
    url: targetUrlSchema.optional(),
    targetId: z.string().optional(),
    /** The handler's signing secret: a text, or one of an endpoint by its id. Neither: the target's own. */
    secret: z.string().min(1).max(1000).optional(),
    secretId: z.string().optional(),
    /** These checks only; `valid` always runs, as the others are measured by it. */
    only: z.array(probeCheckCodeSchema).min(1).optional(),
    timeoutMs: z.int().min(100).max(60_000, 'At most 60,000 ms, one minute.').default(PROBE_TIMEOUT_MS),
  })
  .refine(({ url, targetId }) => (url === undefined) !== (targetId === undefined), {
    message: 'Name what is probed: targetId or url.',
  })
export type CreateProbe = z.infer<typeof createProbeSchema>
export type CreateProbeInput = z.input<typeof createProbeSchema>
