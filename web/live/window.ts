import type { EventPage } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { matchEvent, type Query } from '../../shared/query/query.ts'

/**
 * The part of a filtered list that the page holds: rows on display, newest first, and events that came
 * while the reader was looking elsewhere and wait to be shown.
 */
export interface EventWindow {
  events: EventSummary[]
  /** Where older events continue; null: there are none. */
  nextCursor: number | null
  /** Everything up to this seq has been seen. A live stream continues behind it. */
  upTo: number
  /** New events go straight into the list. */
  following: boolean
  /** Newest first. Holds at most `MAX_WAITING`; the rest is only counted. */
  waiting: EventSummary[]
  waitingCount: number
  /** Rows with a greater seq came just now and may fade in. */
  freshAfter: number
}

/** Rows kept while following; older ones are loaded again on scroll. */
export const MAX_FOLLOWED = 1000
export const MAX_WAITING = 500
/** More rows than this at a time do not fade in: the list is a stream then. */
const MAX_FADING = 4

export function openWindow(page: EventPage, following = true): EventWindow {
  return {
    events: page.events,
    nextCursor: page.nextCursor,
    upTo: page.indexedUpTo,
    following,
    waiting: [],
    waitingCount: 0,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/** Folds one batch of the live stream, oldest first, that brings the stream to `seq`. */
export function foldBatch(window: EventWindow, batch: EventSummary[], seq: number): EventWindow {
  const upTo = Math.max(window.upTo, seq, batch.at(-1)?.seq ?? 0)
  const fresh = batch.filter((event) => event.seq > window.upTo).reverse()
  if (fresh.length === 0) return upTo === window.upTo ? window : { ...window, upTo }
  if (!window.following) {
    return {
      ...window,
      upTo,
      waiting: [...fresh, ...window.waiting].slice(0, MAX_WAITING),
      waitingCount: window.waitingCount + fresh.length,
    }
  }
  return {
    ...trim({ ...window, events: [...fresh, ...window.events] }),
    upTo,
    freshAfter: fresh.length <= MAX_FADING ? window.upTo : Number.POSITIVE_INFINITY,
  }
}

/** Behind the rows that are there, one page of older ones. */
export function appendOlder(window: EventWindow, page: EventPage): EventWindow {
  const oldest = window.events.at(-1)?.seq ?? Number.POSITIVE_INFINITY
  return {
    ...window,
    events: [...window.events, ...page.events.filter((event) => event.seq < oldest)],
    nextCursor: page.nextCursor,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/**
 * The newest page, fetched again. What the live stream has brought since the server looked is kept; for a
 * reader who is not following, events newer than the rows on display wait.
 */
export function refreshWindow(window: EventWindow | undefined, page: EventPage): EventWindow {
  if (window === undefined) return openWindow(page)
  const later = [...window.waiting, ...window.events].filter((event) => event.seq > page.indexedUpTo)
  const events = [...later, ...page.events]
  const upTo = Math.max(window.upTo, page.indexedUpTo)
  const shownUpTo = window.events[0]?.seq
  if (window.following || shownUpTo === undefined) {
    return { ...openWindow(page), events, upTo, following: window.following }
  }
  const waiting = events.filter((event) => event.seq > shownUpTo)
  const shown = events.filter((event) => event.seq <= shownUpTo)
  // The rows on display are older than the whole page: let the reader keep them.
  if (shown.length === 0 && page.nextCursor !== null) {
    return { ...window, waiting: waiting.slice(0, MAX_WAITING), waitingCount: Number.POSITIVE_INFINITY, upTo }
  }
  return {
    ...openWindow(page, false),
    events: shown,
    waiting: waiting.slice(0, MAX_WAITING),
    waitingCount: waiting.length,
    upTo,
  }
}

/**
 * Stored events as they are now: those that match are replaced in place or, where their seq lies within what
 * is loaded, put in; those that do not match any more go. What is newer than the stream comes with it.
 */
export function foldChanged(window: EventWindow, query: Query, changed: EventSummary[]): EventWindow {
  const shownUpTo = window.events[0]?.seq ?? 0
  const known = changed.filter((event) => event.seq <= window.upTo)
  const goesToRows = (event: EventSummary) => window.following || event.seq <= shownUpTo
  const isComplete = window.waiting.length === window.waitingCount
  const oldestWaiting = isComplete ? 0 : (window.waiting.at(-1)?.seq ?? Number.POSITIVE_INFINITY)

  const events = replaceChanged(
    window.events,
    query,
    known.filter((event) => goesToRows(event) && event.seq >= (window.nextCursor ?? 0)),
  )
  const waiting = replaceChanged(
    window.waiting,
    query,
    known.filter((event) => !goesToRows(event) && event.seq >= oldestWaiting),
  )
  if (events === window.events && waiting === window.waiting) return window
  const waitingCount = window.waitingCount + waiting.length - window.waiting.length
  return { ...window, events, waiting: waiting.slice(0, MAX_WAITING), waitingCount }
}

/**
 * Events, newest first, with the changed ones as they are now: in, out, or in their place. The same array
 * when nothing changes.
 */
export function replaceChanged(
  events: EventSummary[],
  query: Query,
  changed: EventSummary[],
): EventSummary[] {
  const held = new Map(events.map((event) => [event.id, event]))
  const news = new Map<string, EventSummary>()
  for (const event of changed) if (!isStale(event, held.get(event.id))) news.set(event.id, event)
  const matching = [...news.values()].filter((event) => matchEvent(query, event))
  if (matching.length === 0 && ![...news.keys()].some((id) => held.has(id))) return events
  const kept = events.filter((event) => !news.has(event.id))
  return [...kept, ...matching].sort((a, b) => b.seq - a.seq)
}

/** What was told before the event was verified again, and arrives after. */
function isStale(event: EventSummary, held: EventSummary | undefined): boolean {
  return (held?.verdictChangedAt ?? 0) > (event.verdictChangedAt ?? 0)
}

/** Starts or stops following; null when too many events wait and the newest page must be fetched. */
export function follow(window: EventWindow, following: boolean): EventWindow | null {
  if (!following) return window.following ? { ...window, following } : window
  if (window.waitingCount > window.waiting.length) return null
  return {
    ...trim({ ...window, events: [...window.waiting, ...window.events] }),
    following,
    waiting: [],
    waitingCount: 0,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/** Without the event that was deleted. */
export function withoutEvent(window: EventWindow, id: string): EventWindow {
  const others = (events: EventSummary[]) => events.filter((event) => event.id !== id)
  const waiting = others(window.waiting)
  return {
    ...window,
    events: others(window.events),
    waiting,
    waitingCount: window.waitingCount - (window.waiting.length - waiting.length),
  }
}

function trim(window: EventWindow): EventWindow {
  if (window.events.length <= MAX_FOLLOWED) return window
  const events = window.events.slice(0, MAX_FOLLOWED)
  return { ...window, events, nextCursor: events.at(-1)?.seq ?? window.nextCursor }
}
