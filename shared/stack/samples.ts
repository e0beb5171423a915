import { eventTypeOf, eventTypes } from './registry.ts'
import type { SampleSource } from './sample-source.ts'

/** The event types that a sample can be made of. */
export const sampleTypes = eventTypes

/** A payload as Stack sends it for `type`, or null for a type that has no sample. */
export function samplePayload(
  type: string,
  source: SampleSource,
): { type: string; data: Record<string, unknown> } | null {
  const eventType = eventTypeOf(type)
  return eventType && { type, data: eventType.sample(source) }
}
