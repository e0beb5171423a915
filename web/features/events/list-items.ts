import type { EventSummary } from '../../../shared/event.ts'
import { dayBounds } from '../../lib/time.ts'

/** One line of the list: an event, or the day of those that follow. */
export type ListItem = { kind: 'event'; event: EventSummary; index: number } | { kind: 'day'; at: number }

/** Rows with a divider wherever the local day changes. */
export function listItems(events: EventSummary[]): ListItem[] {
  const items: ListItem[] = []
  let day = { from: 1, to: 0 }
  events.forEach((event, index) => {
    if (event.receivedAt < day.from || event.receivedAt >= day.to) {
      day = dayBounds(event.receivedAt)
      items.push({ kind: 'day', at: event.receivedAt })
    }
    items.push({ kind: 'event', event, index })
  })
  return items
}

/** The line on which an event stands, or -1. */
export function itemIndexOf(items: ListItem[], eventId: string): number {
  return items.findIndex((item) => item.kind === 'event' && item.event.id === eventId)
}
