import { z } from 'zod'
import { changeSchema, diffNoteSchema } from './change.ts'
import { entitySchema, eventSummarySchema } from './event.ts'

/** What differs between the payload of an event and that of the one before it in a history. */
export const historyChangeSchema = z.object({
  /** The event before. */
  against: z.string(),
  /** The first 50 changes of `data`; `total` counts all. */
  changes: z.array(changeSchema),
  total: z.int(),
  notes: z.array(diffNoteSchema),
  /** The bytes are the same. */
  sameBytes: z.boolean(),
})

/** One event of an entity. */
export const historyEntrySchema = z.object({
  event: eventSummarySchema,
  /** When its message was made, see `shared/svix/message-time.ts`; epoch milliseconds. */
  madeAt: z.int(),
  /** Null: there is none before it, or one of the two is no JSON. */
  change: historyChangeSchema.nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** What of an entity's history is asked for. */
export const historyQuerySchema = z.object({
  order: z.enum(['oldest', 'newest']).default('oldest'),
  /** The `nextCursor` of the page before, in the same order. */
  cursor: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** Id or slug. */
  endpoint: z.string().optional(),
  /** A path in `data`, its keys joined by dots: only events at which something at or below it changed. */
  field: z.string().min(1).max(300).optional(),
})

export const entityStateQuerySchema = z.object({
  /** The last event that counts; default: the newest. */
  at: z.coerce.number().int().min(0).optional(),
  endpoint: z.string().optional(),
})

/** `GET /api/entities/{kind}/{id}`: a page of its events, in the order of arrival. */
export const historyPageSchema = z.object({
  entity: entitySchema,
  entries: z.array(historyEntrySchema),
  /** Continues the page; null: that was all. */
  nextCursor: z.int().nullable(),
  /** False: the search took long, the page is short or empty, and the next one goes on where it stopped. */
  complete: z.boolean(),
})
export type HistoryPage = z.infer<typeof historyPageSchema>

/** `GET /api/entities/{kind}/{id}/state?at=SEQ`: what the sender last said of the entity, up to an event. */
export const entityStateSchema = z.object({
  entity: entitySchema,
  /** `unknown`: no event up to there tells it whole. */
  state: z.enum(['present', 'deleted', 'unknown']),
  /** The event that says so, and its `data` as it stands in the body, where it has one. */
  from: z.object({ eventId: z.string(), type: z.string().nullable(), receivedAt: z.int() }).nullable(),
  data: z.string().nullable(),
  /**
   * What that event changed of the state that was told before it, the first 1,000; paths begin with `data`. Null: there
   * was none to compare with, or one of the two tells of no `data` that is there.
   */
  change: z.object({ against: z.string(), changes: z.array(changeSchema), total: z.int() }).nullable(),
})
export type EntityState = z.infer<typeof entityStateSchema>
