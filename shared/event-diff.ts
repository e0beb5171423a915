import { z } from 'zod'
import { jsonDiffSchema } from './change.ts'

/** `POST /api/diff`: two events, by their ids. */
export const diffRequestSchema = z.object({ left: z.string().max(100), right: z.string().max(100) })

/** As `compareHeaders` of `shared/diff/headers.ts` gives it, without those that are the same. */
export const headerChangeSchema = z.object({
  /** In the case of the right request. */
  name: z.string(),
  /** Null: that one has none. */
  left: z.string().nullable(),
  right: z.string().nullable(),
  /** Only the case of the name differs. */
  isSpelling: z.boolean(),
  /** It is another one for every request. */
  isNoise: z.boolean(),
})

/** Something about two events beside headers and body that is not the same. */
export const factChangeSchema = z.object({
  fact: z.enum([
    'endpoint',
    'receivedAt',
    'sentAt',
    'messageId',
    'method',
    'path',
    'query',
    'httpVersion',
    'remoteAddress',
    'type',
    'entity',
    'verdict',
    'size',
  ]),
  /** Times in epoch milliseconds; null: it has none. */
  before: z.union([z.string(), z.number()]).nullable(),
  after: z.union([z.string(), z.number()]).nullable(),
  /** Two events hardly ever have it in common. */
  noise: z.boolean(),
})
export type FactChange = z.infer<typeof factChangeSchema>

/** What differs between two events. */
export const eventDiffSchema = z.object({
  left: z.string(),
  right: z.string(),
  /** Null: a body is no JSON, see `problem`. */
  payload: jsonDiffSchema.nullable(),
  problem: z.string().nullable(),
  headers: z.array(headerChangeSchema),
  /** Headers that both have came in another order. */
  headersReordered: z.boolean(),
  facts: z.array(factChangeSchema),
  /** The offset of the first byte of the bodies that differs; null: they are the same. */
  differsAt: z.int().nullable(),
})
export type EventDiff = z.infer<typeof eventDiffSchema>
