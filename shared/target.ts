import { z } from 'zod'
import { headerPairSchema } from './event.ts'

/**
 * How a request is signed that is sent on. `original`: as it came, with the old signature. `resign`: the same bytes
 * and id with a fresh timestamp, signed anew, so that a handler with a five-minute window takes it. `none`: without
 * signature headers.
 */
export const signatureModes = ['original', 'resign', 'none'] as const
export const signatureModeSchema = z.enum(signatureModes)
export type SignatureMode = z.infer<typeof signatureModeSchema>

/** How many targets are kept at most. */
export const MAX_TARGETS = 100

const nameSchema = z
  .string()
  .trim()
  .min(1, 'A name needs at least one character.')
  .max(100, 'A name has at most 100 characters.')

/** A name that may stand before the colon of a header (RFC 9110, 5.1). */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** What may stand behind it (RFC 9110, 5.5): no control characters, so that no line can be smuggled in. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
/** Headers that belong to the connection; they are always our own. */
export const connectionHeaders = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
] as const

/** Headers that somebody writes to be sent. */
export const sentHeadersSchema = z
  .array(headerPairSchema)
  .max(200, 'At most 200 headers.')
  .superRefine((headers, context) => {
    for (const [i, [name, value]] of headers.entries()) {
      const problem = headerProblem(name, value)
      if (problem) context.addIssue({ code: 'custom', path: [i], message: problem })
    }
  })

/** Why a header cannot be sent, or null when it can. */
export function headerProblem(name: string, value: string): string | null {
  if (!HEADER_NAME.test(name)) return `"${name}" is not a header name: use letters, digits and hyphens.`
  if ((connectionHeaders as readonly string[]).includes(name.toLowerCase())) {
    return `${name} belongs to the connection and is set by Hooklens. Leave it out.`
  }
  if (!HEADER_VALUE.test(value)) {
    return `The value of ${name} holds a line end or another character that cannot stand in a header.`
  }
  return null
}

/** Why this text cannot be sent to, or null when it can. */
export function urlProblem(text: string): string | null {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (!scheme || !z.url().safeParse(text).success) {
    return 'Write a whole URL, such as http://localhost:3000/api/webhooks.'
  }
  if (scheme !== 'http' && scheme !== 'https') {
    return `Events are sent by http: and https: only, not by ${scheme}:`
  }
  // Browsers and Node read a backslash as a slash.
  if (/^[^/\\]*[/\\]*[^/\\?#]*@/.test(text)) {
    return 'Leave name and password out of the URL; add an Authorization header instead.'
  }
  if (text.includes('#')) return 'Leave out what follows the #: it is never sent.'
  return null
}

export const targetUrlSchema = z
  .string()
  .trim()
  .max(2000, 'A URL has at most 2,000 characters.')
  .superRefine((text, context) => {
    const problem = urlProblem(text)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

const MAX_DELAY_MS = 7 * 86_400_000

/** How long after each failed attempt the next one follows, in milliseconds. Empty: one attempt. */
export const retrySchema = z
  .array(z.int().min(0).max(MAX_DELAY_MS, 'A wait is at most 7 days.'))
  .max(20, 'At most 20 further attempts.')
export type Retry = z.infer<typeof retrySchema>
/** What a new target does after a failure: gentle on a dev backend that restarts, done within the hour. */
export const defaultRetry: Retry = [5_000, 30_000, 300_000, 1_800_000]

export const forwardSchema = z.strictObject({
  enabled: z.boolean().default(false),
  /** In the search language; empty: every event. */
  query: z.string().max(2000, 'A query has at most 2,000 characters.').default(''),
  signature: signatureModeSchema.default('original'),
  /** Events about one entity go one after the other, in the order of their arrival. */
  inOrder: z.boolean().default(false),
})
export type Forward = z.infer<typeof forwardSchema>

export const DEFAULT_TIMEOUT_MS = 15_000
export const DEFAULT_IN_FLIGHT = 4

const timeoutSchema = z.int().min(100, 'At least 100 ms.').max(120_000, 'At most 120,000 ms, two minutes.')
const inFlightSchema = z.int().min(1, 'At least 1.').max(100, 'At most 100.')
const secretSchema = z
  .string()
  .min(1, 'Paste the signing secret.')
  .max(1000, 'A secret has at most 1,000 characters.')
const followSchema = z.int().min(0).max(5, 'At most 5 redirects.')

/** Whether a target takes requests. It opens when a target is down; then deliveries wait until `tryAt`. */
export const circuitSchema = z.object({
  state: z.enum(['closed', 'open', 'trying']),
  /** Failures one after the other. */
  failures: z.int(),
  /** When it opened; null: it is closed. */
  since: z.int().nullable(),
  /** When the next delivery is tried; null: at once. */
  tryAt: z.int().nullable(),
  /** The last failure in words; null: there was none since it last answered. */
  reason: z.string().nullable(),
})
export type Circuit = z.infer<typeof circuitSchema>

/** A URL to which events are sent on. */
export const targetSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  /**
   * Sent with every request, in the place of headers of the same name. Of credentials, by their names, the last four
   * characters are shown: `***7f3a`. Given back so, such a value stays as it is.
   */
  headers: z.array(headerPairSchema),
  timeoutMs: z.int(),
  /** Redirects followed at most; only 307 and 308, which keep method and body. */
  followRedirects: z.int(),
  /** How many requests may be in flight at once. */
  maxInFlight: z.int(),
  /** The secret that signs: never the secret itself. Null: that of the event's endpoint. */
  secret: z.object({ hint: z.string(), problem: z.string().nullable() }).nullable(),
  retry: retrySchema,
  forward: forwardSchema,
  circuit: circuitSchema,
  /** Deliveries that wait or are under way, and those that failed. */
  counts: z.object({ due: z.int(), failed: z.int() }),
  /** It stands in the configuration file, and can only be changed there. */
  configured: z.boolean(),
  createdAt: z.int(),
})
export type Target = z.infer<typeof targetSchema>
export const targetListSchema = z.object({ targets: z.array(targetSchema) })

/** `POST /api/targets` */
export const createTargetSchema = z.strictObject({
  name: nameSchema,
  url: targetUrlSchema,
  headers: sentHeadersSchema.default([]),
  timeoutMs: timeoutSchema.default(DEFAULT_TIMEOUT_MS),
  followRedirects: followSchema.default(0),
  maxInFlight: inFlightSchema.default(DEFAULT_IN_FLIGHT),
  secret: secretSchema.nullable().default(null),
  retry: retrySchema.default(defaultRetry),
  forward: forwardSchema.prefault({}),
})
export type CreateTarget = z.infer<typeof createTargetSchema>
export type CreateTargetInput = z.input<typeof createTargetSchema>

/** `PATCH /api/targets/{id}`: what is named is replaced. `secret: null` takes the secret away. */
export const updateTargetSchema = z.strictObject({
  name: nameSchema.optional(),
  url: targetUrlSchema.optional(),
  headers: sentHeadersSchema.optional(),
  timeoutMs: timeoutSchema.optional(),
  followRedirects: followSchema.optional(),
  maxInFlight: inFlightSchema.optional(),
  secret: secretSchema.nullable().optional(),
  retry: retrySchema.optional(),
  forward: forwardSchema.optional(),
})
export type UpdateTarget = z.infer<typeof updateTargetSchema>
