import type { EventSummary } from '../../../shared/event.ts'
import { dayBounds } from '../../lib/time.ts'
import type { EventWindow } from '../../live/window.ts'

/**
 * One line of the list: an event, the day of those that follow, the time that the list was opened at, or the room
 * of rows that are not loaded.
 */
export type ListItem =
  | { kind: 'event'; event: EventSummary; index: number }
  | { kind: 'day'; at: number }
  | { kind: 'mark' }
  | { kind: 'room'; end: 'above' | 'below'; rows: number }

/** Rows that stand for those which are on their way, where nobody knows how many there are. */
const LEAST_ROOM = 8

/** What the list shows of a window, from top to bottom. */
export function windowItems(window: EventWindow): ListItem[] {
  const { events, prevCursor, nextCursor, searchedTo } = window
  const items = listItems(events)
  if (window.mark !== null) putMark(items, window, window.mark)
  if (prevCursor !== null) {
    items.unshift({ kind: 'room', end: 'above', rows: Math.max(LEAST_ROOM, window.above) })
  }
  const goesOn = nextCursor !== null && searchedTo === null
  if (goesOn || (events.length === 0 && prevCursor === null)) {
    items.push({ kind: 'room', end: 'below', rows: Math.max(LEAST_ROOM, window.below) })
  }
  return items
}

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

/** Between what came before the time and what came later, if the rows reach it. */
function putMark(items: ListItem[], { events, prevCursor, nextCursor }: EventWindow, mark: number): void {
  const first = items.findIndex((item) => item.kind === 'event' && item.event.seq <= mark)
  if (first < 0) {
    if (nextCursor === null && events.length > 0) items.push({ kind: 'mark' })
    return
  }
  if (prevCursor !== null && prevCursor < mark) return
  const follows = items[first - 1]?.kind === 'day' ? first - 1 : first
  items.splice(follows, 0, { kind: 'mark' })
}
