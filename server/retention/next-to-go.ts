import type { Retention, RetentionPreview } from '../../shared/retention.ts'

/** Of fewer events no rate is told: it would be a guess. */
const LEAST_EVENTS = 10

/** How many events came in a time up to now. */
export interface Rate {
  events: number
  overMs: number
}

/**
 * Which limit takes the oldest kept event, and when. By age the moment is known; by count and bytes it follows
 * from the rate at which events came of late, and from their mean size. The earliest one counts.
 */
export function nextToGo(
  rule: Retention,
  keeps: RetentionPreview['keeps'],
  rate: Rate,
  now: number,
): RetentionPreview['next'] {
  const { events, bytes, oldest } = keeps
  if (oldest === null) return null
  const perMs = rate.events >= LEAST_EVENTS && rate.overMs > 0 ? rate.events / rate.overMs : null
  const inEvents = (count: number) => (perMs === null ? null : Math.round(now + count / perMs))
  const candidates: NonNullable<RetentionPreview['next']>[] = []
  if (rule.maxAgeMs !== null) {
    candidates.push({ by: 'age', receivedAt: oldest, at: oldest + rule.maxAgeMs, room: null })
  }
  if (rule.maxCount !== null) {
    const room = Math.max(0, rule.maxCount - events)
    candidates.push({ by: 'count', receivedAt: oldest, at: inEvents(room + 1), room })
  }
  if (rule.maxBytes !== null) {
    const room = Math.max(0, rule.maxBytes - bytes)
    const eventsOfRoom = bytes > 0 ? room / (bytes / events) : null
    const at = eventsOfRoom === null ? null : inEvents(eventsOfRoom + 1)
    candidates.push({ by: 'bytes', receivedAt: oldest, at, room })
  }
  const when = ({ at }: { at: number | null }) => at ?? Number.POSITIVE_INFINITY
  return candidates.reduce<RetentionPreview['next']>(
    (first, one) => (first === null || when(one) < when(first) ? one : first),
    null,
  )
}
