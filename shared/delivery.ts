import { z } from 'zod'
import { causeCodeSchema } from './diagnosis.ts'
import { bodySchema, headerPairSchema } from './event.ts'
import { sentHeadersSchema, signatureModeSchema, targetUrlSchema } from './target.ts'

/** The header that names a delivery; all its attempts carry the same value. */
export const DELIVERY_ID_HEADER = 'hooklens-delivery-id'
/** The header that counts a delivery's attempts, from 1. */
export const ATTEMPT_HEADER = 'hooklens-attempt'

/** The header that names the stores that a request was sent on by, so that none forwards what it has sent itself. */
export const VIA_HEADER = 'hooklens-via'

/** Bytes of an answer's body that are kept. */
export const KEPT_ANSWER_BYTES = 64 * 1024
/** An answer with more bytes is cut off, and the attempt has failed. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024

export const deliveryKinds = ['replay', 'forward', 'test'] as const
export const deliveryKindSchema = z.enum(deliveryKinds)
export type DeliveryKind = z.infer<typeof deliveryKindSchema>

/**
 * `due`: waits for its time, its turn or its target. `sending`: an attempt is under way. `delivered`: the target
 * answered 2xx. `failed`: the last attempt failed, no other follows.
 */
export const deliveryStatuses = ['due', 'sending', 'delivered', 'failed', 'cancelled'] as const
export const deliveryStatusSchema = z.enum(deliveryStatuses)
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>

/** Why an attempt failed. */
export const attemptErrorCodes = [
  /** The answer's status is not 2xx. */
  'status',
  /** 3xx that is not followed. */
  'redirect',
  /** The name has no address. */
  'dns',
  /** Nobody listens there. */
  'refused',
  'unreachable',
  'timeout',
  'tls',
  /** The connection broke off before the answer was whole. */
  'reset',
  /** The answer is not HTTP. */
  'not_http',
  'too_large',
  /** The policy says no: see `send.policy`. */
  'not_allowed',
  /** The server ended meanwhile; nobody knows whether the request arrived. */
  'interrupted',
  /** It could not be sent at all: no secret to sign with, a header that cannot be sent. */
  'unsendable',
] as const
export const attemptErrorSchema = z.object({
  code: z.enum(attemptErrorCodes),
  /** In words, with what to do. */
  message: z.string(),
})
export type AttemptError = z.infer<typeof attemptErrorSchema>
export type AttemptErrorCode = AttemptError['code']

/** Milliseconds each step took; null: it was not come to, or a connection was used again. */
export const timingsSchema = z.object({
  dnsMs: z.number().nullable(),
  /** TCP, and TLS where there is any. */
  connectMs: z.number().nullable(),
  /** From the request's first byte to the answer's. */
  firstByteMs: z.number().nullable(),
  totalMs: z.number(),
})
export type Timings = z.infer<typeof timingsSchema>

/** What a target's answer tells of its handler, where its words are known. */
export const readingSchema = z.object({
  /** The library or framework that speaks so. */
  from: z.string(),
  /** The words that were recognised. */
  words: z.string(),
  /** One sentence: what happened over there. */
  meaning: z.string(),
  /** The likely causes, the likeliest first; each has fixes, see `shared/fixes`. */
  causes: z.array(causeCodeSchema),
  /** What we know for certain of the request that was sent: "The signature we sent was valid …". */
  certain: z.array(z.string()),
})
export type Reading = z.infer<typeof readingSchema>

/** One HTTP try. */
export const attemptSchema = z.object({
  /** From 1. */
  number: z.int(),
  startedAt: z.int(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    /** As they went over the wire, in their order and case. */
    headers: z.array(headerPairSchema),
    /** Of the body: the event's own bytes, unless the delivery has an edited body. */
    size: z.int(),
  }),
  /** Null: no answer came. */
  answer: z
    .object({
      status: z.int(),
      statusText: z.string(),
      httpVersion: z.string(),
      headers: z.array(headerPairSchema),
      /** The first `KEPT_ANSWER_BYTES`, decompressed where `decoded` says so. */
      body: bodySchema,
      /** The content encoding that was undone for `body`; null: none. */
      decoded: z.string().nullable(),
      /** Bytes that came over the wire. */
      size: z.int(),
      truncated: z.boolean(),
    })
    .nullable(),
  /** The address it was connected to; null: none. */
  remoteAddress: z.string().nullable(),
  /** URLs that led on to another, in their order; empty: there was no redirect. */
  redirects: z.array(z.object({ status: z.int(), url: z.string() })),
  timings: timingsSchema,
  error: attemptErrorSchema.nullable(),
  reading: readingSchema.nullable(),
})
export type Attempt = z.infer<typeof attemptSchema>

/** One intent to send one event to one target. */
export const deliverySchema = z.object({
  id: z.string(),
  kind: deliveryKindSchema,
  /** Null: a test request, which no event stands behind. */
  eventId: z.string().nullable(),
  eventType: z.string().nullable(),
  /** Null: to a URL that is no target, or one that was deleted. */
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  url: z.string(),
  signature: signatureModeSchema,
  /** The message id it is sent with, where that is not the event's own. */
  newMessageId: z.string().nullable(),
  edited: z.object({ body: z.boolean(), headers: z.boolean() }),
  status: deliveryStatusSchema,
  /** When the next attempt may begin; null: none follows. */
  dueAt: z.int().nullable(),
  /** Why it waits beside its time: an earlier one about the same entity, the circuit. Null: for nothing else. */
  waitsFor: z.enum(['order', 'circuit']).nullable(),
  attempts: z.int(),
  /** Attempts that it has at most. */
  maxAttempts: z.int(),
  /** Of the last attempt. */
  last: z
    .object({ status: z.int().nullable(), error: attemptErrorSchema.nullable(), totalMs: z.number() })
    .nullable(),
  /** The bulk replay that it belongs to. */
  replayId: z.string().nullable(),
  createdAt: z.int(),
  finishedAt: z.int().nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** `GET /api/deliveries/{id}`: one with its attempts, oldest first. */
export const deliveryDetailSchema = deliverySchema.extend({
  attemptList: z.array(attemptSchema),
  /** The body that was typed; null: the event's own bytes. */
  editedBody: bodySchema.nullable(),
})
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>

/** `GET /api/deliveries`: newest first. */
export const listDeliveriesQuerySchema = z.object({
  eventId: z.string().optional(),
  targetId: z.string().optional(),
  replayId: z.string().optional(),
  status: deliveryStatusSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `nextCursor` of another page. */
  cursor: z.coerce.number().int().positive().optional(),
})
export const deliveryPageSchema = z.object({
  deliveries: z.array(deliverySchema),
  nextCursor: z.int().nullable(),
})
export type DeliveryPage = z.infer<typeof deliveryPageSchema>

/** The signing secret that is chosen: one of the endpoint's by its id, or a text. Neither: the target's, else the endpoint's newest. */
const chosenSecret = {
  secretId: z.string().optional(),
  secret: z.string().min(1).max(1000).optional(),
}

/** `POST /api/events/{id}/replay` */
export const replayEventSchema = z
  .strictObject({
    targetId: z.string().optional(),
    url: targetUrlSchema.optional(),
    signature: signatureModeSchema.default('resign'),
    ...chosenSecret,
    /** True: a new id is made. A text: this one. */
    newMessageId: z
      .union([
        z.boolean(),
        z
          .string()
          .regex(/^[\x21-\x7e]{1,200}$/, 'An id is 1 to 200 letters, digits or signs, without spaces.'),
      ])
      .default(false),
    /** Sent exactly as it is, in the place of the event's bytes. */
    body: bodySchema.optional(),
    /** In the place of all of the event's headers, but for the signature's and the connection's own. */
    headers: sentHeadersSchema.optional(),
    method: z
      .string()
      .regex(/^(?!CONNECT$)[A-Za-z]{1,20}$/i, 'A method is a word such as POST; CONNECT cannot be sent.')
      .optional(),
  })
  .refine(({ targetId, url }) => (targetId === undefined) !== (url === undefined), {
    message: 'Name where it goes: targetId or url.',
  })
export type ReplayEvent = z.infer<typeof replayEventSchema>
export type ReplayEventInput = z.input<typeof replayEventSchema>
