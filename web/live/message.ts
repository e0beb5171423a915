import { z } from 'zod'
import type { EventSummary } from '../../shared/event.ts'
import { type ServerMessage, serverMessageSchema } from '../../shared/live.ts'

/**
 * The envelope of a batch. The summaries within are trusted: the server has just checked what it sends,
 * and at a thousand events a second parsing each again costs more than drawing it.
 */
const events = z.custom<EventSummary[]>(Array.isArray)
const batchSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('events'), seq: z.int(), events }),
  z.object({ kind: z.literal('changed'), events }),
])

/** A message of the server, or null for one that this page does not know. */
export function readMessage(data: unknown): ServerMessage | null {
  if (typeof data !== 'string') return null
  let value: unknown
  try {
    value = JSON.parse(data)
  } catch {
    return null
  }
  const batch = batchSchema.safeParse(value)
  if (batch.success) return batch.data
  const parsed = serverMessageSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
