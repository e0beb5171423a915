import { z } from 'zod'
import { signatureModeSchema } from './target.ts'

/** How many events can be chosen by their ids. */
export const MAX_REPLAYED_IDS = 10_000

/** `POST /api/replays`: which events are sent to a target, and how. */
export const createReplaySchema = z
  .strictObject({
    query: z.string().max(2000).optional(),
    ids: z.array(z.string()).min(1).max(MAX_REPLAYED_IDS).optional(),
    /** With `query`: events up to this seq only; those that came later are left out. */
    upTo: z.int().nonnegative().optional(),
    /** The moment that `after:2h` counts from; epoch milliseconds. Left out: now. */
    askedAt: z.int().nonnegative().optional(),
    targetId: z.string(),
    signature: signatureModeSchema.default('resign'),
    newMessageId: z.boolean().default(false),
    order: z.enum(['oldest', 'newest']).default('oldest'),
    /** Null: as fast as the target takes them. */
    ratePerSecond: z.number().positive().max(1000).nullable().default(null),
    /** One after the other, until one fails. */
    stopOnFailure: z.boolean().default(false),
    dryRun: z.boolean().default(false),
  })
  .refine(({ query, ids }) => (query === undefined) !== (ids === undefined), {
    message: 'Choose the events by query or by ids.',
  })
export type CreateReplay = z.infer<typeof createReplaySchema>
export type CreateReplayInput = z.input<typeof createReplaySchema>

/** What a bulk replay would send. */
export const replayPlanSchema = z.object({
  total: z.int(),
  /** Most frequent first; null stands for events without a type. */
  byType: z.array(z.object({ type: z.string().nullable(), count: z.int() })),
  /** When the first and the last of them were received; null: there are none. */
  oldest: z.int().nullable(),
  newest: z.int().nullable(),
  /** Bytes of their bodies. */
  bytes: z.int(),
  /** How long it takes by its rate, or by what the target took lately. Null: nobody can say. */
  takesMs: z.int().nullable(),
  /** False: counting takes long; there are at least `total`. */
  complete: z.boolean(),
  /** What was counted: a replay that is given both sends just that. */
  upTo: z.int(),
  askedAt: z.int(),
})
export type ReplayPlan = z.infer<typeof replayPlanSchema>

/** `stopped`: one failed, as was asked for. `cancelled`: somebody said so. */
export const replayStates = ['running', 'paused', 'stopped', 'cancelled', 'done'] as const

/** A bulk replay. */
export const replaySchema = z.object({
  id: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  /** As it was asked for; null: events were chosen by hand. */
  query: z.string().nullable(),
  signature: signatureModeSchema,
  newMessageId: z.boolean(),
  order: z.enum(['oldest', 'newest']),
  ratePerSecond: z.number().nullable(),
  stopOnFailure: z.boolean(),
  state: z.enum(replayStates),
  total: z.int(),
  /** Deliveries that were made, and what came of them. */
  started: z.int(),
  delivered: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  createdAt: z.int(),
  finishedAt: z.int().nullable(),
  /** Why it does not go on, in words; null: it does, or it is over. */
  waitsFor: z.string().nullable(),
})
export type Replay = z.infer<typeof replaySchema>
export const replayListSchema = z.object({ replays: z.array(replaySchema) })
