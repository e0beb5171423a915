import { z } from 'zod'
import { countsSchema, failuresSchema, reverifyProgressSchema } from './endpoint.ts'
import { eventSummarySchema } from './event.ts'
import { replaySchema } from './replay.ts'

/**
 * What a client of `/api/live` says. `after` resumes behind an event already seen; without it the stream
 * begins with the next event. `q` filters. A second `subscribe` replaces the first.
 */
export const clientMessageSchema = z.strictObject({
  kind: z.literal('subscribe'),
  after: z.int().nonnegative().optional(),
  q: z.string().max(2000).optional(),
})
export type ClientMessage = z.infer<typeof clientMessageSchema>

/** What the server says. */
export const serverMessageSchema = z.discriminatedUnion('kind', [
  /** The answer to `subscribe`: the newest stored event's seq, 0 when there is none. */
  z.object({ kind: z.literal('hello'), seq: z.int() }),
  /** New events, oldest first. `seq`: everything up to here was sent or did not match. */
  z.object({ kind: z.literal('events'), seq: z.int(), events: z.array(eventSummarySchema) }),
  /** Events from `from` to `to` were left out because the client is too far behind: fetch them. */
  z.object({ kind: z.literal('gap'), from: z.int(), to: z.int() }),
  /** New counts of the endpoints whose counts changed. */
  z.object({
    kind: z.literal('counts'),
    endpoints: z.array(z.object({ id: z.string(), counts: countsSchema })),
  }),
  /** What the failures of these endpoints have in common, where it changed. */
  z.object({
    kind: z.literal('failures'),
    endpoints: z.array(z.object({ id: z.string(), failures: failuresSchema.nullable() })),
  }),
  /** Stored events as they are now: their cause was found. They may match another filter than before. */
  z.object({ kind: z.literal('changed'), events: z.array(eventSummarySchema) }),
  /**
   * Stored events of an endpoint are being verified again; at most a few messages a second. Those that got
   * another verdict are not sent: fetch lists again when `changed` has grown. `done`: this was the last.
   */
  reverifyProgressSchema.extend({
    kind: z.literal('reverify'),
    endpointId: z.string(),
    done: z.boolean(),
  }),
  /** Endpoints or their secrets were changed: fetch them again. */
  z.object({ kind: z.literal('endpoints') }),
  /** Views were made, changed or deleted: fetch them again. */
  z.object({ kind: z.literal('views') }),
  /** Targets were made, changed or deleted, or found to be down or up again: fetch them again. */
  z.object({ kind: z.literal('targets') }),
  /** Deliveries of these events, and to these targets, changed; null: of too many events to name. */
  z.object({
    kind: z.literal('deliveries'),
    eventIds: z.array(z.string()).nullable(),
    targetIds: z.array(z.string()),
  }),
  /** How far a bulk replay is. */
  z.object({ kind: z.literal('replay'), replay: replaySchema }),
  /** Events were deleted: fetch lists again. */
  z.object({ kind: z.literal('deleted') }),
  /** Sent every few seconds: the line is alive. */
  z.object({ kind: z.literal('ping'), seq: z.int() }),
  /** The subscription could not be read. */
  z.object({ kind: z.literal('error'), message: z.string() }),
])
export type ServerMessage = z.infer<typeof serverMessageSchema>
