import type { z } from 'zod'
import { eventDetailSchema } from '../event.ts'

/** One event with all that is needed to have it again: a line of NDJSON, and what every other form is made of. */
export const eventLineSchema = eventDetailSchema.omit({ diagnosis: true, findings: true })
export type EventLine = z.infer<typeof eventLineSchema>

/** The part of an event that is a request. */
export type ExportedRequest = Pick<
  EventLine,
  'method' | 'path' | 'query' | 'httpVersion' | 'headers' | 'body'
>
