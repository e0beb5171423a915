import { z } from 'zod'
import { eventSummarySchema } from './event.ts'
import { flagSchema } from './flag.ts'

/** Another event, as far as one is told apart by it. */
export const relatedEventSchema = eventSummarySchema.pick({
  id: true,
  seq: true,
  receivedAt: true,
  sentAt: true,
  type: true,
})
export type RelatedEvent = z.infer<typeof relatedEventSchema>

/** The events right before and after one, of those that share something with it; null: there is none. */
const neighboursSchema = z.object({
  before: relatedEventSchema.nullable(),
  after: relatedEventSchema.nullable(),
})

/** How an event stands to the others of its endpoint. */
export const eventRelationsSchema = z.object({
  /** Its flags, each with the events that it comes from, the most telling first; none: they are here no more. */
  flags: z.array(z.object({ flag: flagSchema, causes: z.array(relatedEventSchema) })),
  /** Of the same entity; null: it is about none. */
  entity: neighboursSchema.nullable(),
  /** Of the same message; null: it has no message id. */
  message: neighboursSchema.nullable(),
  /** False: the search index is being built, and what is missing here may be found later. */
  complete: z.boolean(),
})
export type EventRelations = z.infer<typeof eventRelationsSchema>
