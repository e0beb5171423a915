import type { EventPage } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { matchableSummary, matchEvent, needsContent, type Query } from '../../shared/query/query.ts'

/**
 * The part of a filtered list that the page holds: rows on display, newest first, without a gap between the first
 * and the last; and events that came while the reader was looking elsewhere and wait to be shown.
 */
export interface EventWindow {
  events: EventSummary[]
  /** Where older events continue; null: there are none. */
  nextCursor: number | null
  /** Where newer events continue that are no rows now; null: none, but for those that wait. */
  prevCursor: number | null
  /** How many rows are thought to lie beyond either end, because they were there: they keep their room. */
  above: number
  below: number
  /** The oldest seq that was ever a row, or was looked at. */
  reached: number
  /** A search that took long has come so far back, in epoch ms, and goes on at `nextCursor`; null: no search does. */
  searchedTo: number | null
  /** Everything up to this seq has been seen. A live stream continues behind it. */
  upTo: number
  /** New events go straight into the list. */
  following: boolean
  /** While not following: up to this seq events are rows, newer ones wait. */
  shownUpTo: number
  /** Newest first. Holds at most `MAX_WAITING`; the rest is only counted. */
  waiting: EventSummary[]
  waitingCount: number
  /** Rows with a greater seq came just now and may fade in. */
  freshAfter: number
  /** Of a list that was opened at a time: events up to this seq came before it. */
  mark: number | null
}

/** Rows kept while following; older ones are loaded again on scroll. */
export const MAX_FOLLOWED = 1000
/** Rows kept around a reader who is elsewhere. */
export const MAX_ROWS = 1600
export const MAX_WAITING = 500
/** More rows than this at a time do not fade in: the list is a stream then. */
const MAX_FADING = 4
/** More room than this is not kept beyond an end: browsers draw nothing that is higher than 33 million pixels. */
const MAX_ROOM = 400_000

export function openWindow(page: EventPage, following = true): EventWindow {
  return {
    events: page.events,
    nextCursor: page.nextCursor,
    prevCursor: null,
    above: 0,
    below: 0,
    reached: page.nextCursor ?? 0,
    searchedTo: page.searchedTo,
    upTo: page.indexedUpTo,
    following,
    shownUpTo: page.events[0]?.seq ?? 0,
    waiting: [],
    waitingCount: 0,
    freshAfter: Number.POSITIVE_INFINITY,
    mark: null,
  }
}

/** The page that was asked for with a time: what is newer is loaded on the way up. */
export function openWindowAt(page: EventPage): EventWindow {
  return {
    ...openWindow(page, false),
    prevCursor: page.prevCursor,
    shownUpTo: page.indexedUpTo,
    mark: page.prevCursor ?? page.indexedUpTo,
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

/** Behind the rows that are there, one page of older ones. Rows far above make room for them. */
export function appendOlder(window: EventWindow, page: EventPage): EventWindow {
  const oldest = window.nextCursor ?? 0
  const older = page.events.filter((event) => event.seq < oldest)
  const events = [...window.events, ...older]
  const surplus = window.following ? 0 : Math.max(0, events.length - MAX_ROWS)
  const kept = events.slice(surplus)
  return {
    ...window,
    events: kept,
    nextCursor: page.nextCursor,
    prevCursor: surplus > 0 ? (kept[0]?.seq ?? window.prevCursor) : window.prevCursor,
    above: Math.min(MAX_ROOM, window.above + surplus),
    below: page.nextCursor === null ? 0 : Math.max(0, window.below - older.length),
    reached: Math.min(window.reached, page.nextCursor ?? 0),
    searchedTo: page.searchedTo,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/** Before the rows that are there, one page of newer ones. Rows far below make room for them. */
export function prependNewer(window: EventWindow, page: EventPage): EventWindow {
  const { prevCursor, shownUpTo } = window
  if (prevCursor === null) return window
  const newer = page.events.filter(({ seq }) => seq > prevCursor && seq <= shownUpTo)
  const events = [...newer, ...window.events]
  const kept = events.slice(0, MAX_ROWS)
  const surplus = events.length - kept.length
  const reachesTop = page.prevCursor === null || page.prevCursor >= shownUpTo
  return {
    ...window,
    events: kept,
    nextCursor: surplus > 0 ? (kept.at(-1)?.seq ?? window.nextCursor) : window.nextCursor,
    prevCursor: reachesTop ? null : page.prevCursor,
    above: reachesTop ? 0 : Math.max(0, window.above - newer.length),
    below: Math.min(MAX_ROOM, window.below + surplus),
    searchedTo: surplus > 0 ? null : window.searchedTo,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/**
 * The seq behind which the rows begin that lie `rows` below the top of the list, where they are not loaded: by
 * the share of the way, for nobody knows how many events of other lists came between.
 */
export function guessCursor(window: EventWindow, rows: number): number {
  const { events, above, below, shownUpTo, reached, prevCursor, nextCursor } = window
  const first = events[0]?.seq ?? prevCursor ?? shownUpTo
  const last = events.at(-1)?.seq ?? nextCursor ?? 0
  const share = (part: number, whole: number) => Math.min(1, Math.max(0, part / Math.max(1, whole)))
  const seq =
    rows < above
      ? shownUpTo - (shownUpTo - first) * share(rows, above)
      : last - (last - reached) * share(rows - above - events.length, below)
  return Math.max(1, Math.round(seq) + 1)
}

/** In the place of all rows, a page that was asked for with `cursor`; its first row lies `above` below the top. */
export function moveWindow(held: EventWindow, page: EventPage, cursor: number, above: number): EventWindow {
  const window = follow(held, false) ?? held
  const known = window.above + window.events.length + window.below
  const isTop = cursor > window.shownUpTo
  return {
    ...window,
    events: page.events.filter(({ seq }) => seq <= window.shownUpTo),
    nextCursor: page.nextCursor,
    prevCursor: isTop ? null : cursor - 1,
    above: isTop ? 0 : Math.min(MAX_ROOM, above),
    below: page.nextCursor === null ? 0 : Math.max(0, known - above - page.events.length),
    reached: Math.min(window.reached, page.nextCursor ?? 0),
    searchedTo: page.searchedTo,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/** In the place of all rows the oldest ones: the page that was asked for with `after` 0. */
export function moveToOldest(held: EventWindow, page: EventPage): EventWindow {
  const window = follow(held, false) ?? held
  const known = window.above + window.events.length + window.below
  const events = page.events.filter(({ seq }) => seq <= window.shownUpTo)
  const isTop = page.prevCursor === null || page.prevCursor >= window.shownUpTo
  return {
    ...window,
    events,
    nextCursor: null,
    prevCursor: isTop ? null : page.prevCursor,
    above: isTop ? 0 : Math.max(0, Math.min(MAX_ROOM, known - events.length)),
    below: 0,
    reached: 0,
    searchedTo: null,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/**
 * The newest page, fetched again. What the live stream has brought since the server looked is kept; for a
 * reader who is not following, events newer than the rows on display wait.
 */
export function refreshWindow(window: EventWindow | undefined, page: EventPage): EventWindow {
  if (window === undefined) return openWindow(page)
  if (window.prevCursor !== null) return refreshRows(window, page, page.indexedUpTo)
  const later = [...window.waiting, ...window.events].filter((event) => event.seq > page.indexedUpTo)
  const events = [...later, ...page.events]
  const upTo = Math.max(window.upTo, page.indexedUpTo)
  const shownUpTo = window.events[0]?.seq
  const opened = { ...openWindow(page, window.following), mark: window.mark, upTo }
  if (window.following || shownUpTo === undefined)
    return { ...opened, events, shownUpTo: events[0]?.seq ?? 0 }
  const waiting = events.filter((event) => event.seq > shownUpTo)
  const shown = events.filter((event) => event.seq <= shownUpTo)
  // The rows on display are older than the whole page: let the reader keep them.
  if (shown.length === 0 && page.nextCursor !== null) {
    return { ...window, waiting: waiting.slice(0, MAX_WAITING), waitingCount: Number.POSITIVE_INFINITY, upTo }
  }
  return {
    ...opened,
    events: shown,
    shownUpTo,
    waiting: waiting.slice(0, MAX_WAITING),
    waitingCount: waiting.length,
  }
}

/** The rows from the page's end up to `to` as the page has them; those outside stay. */
export function refreshRows(window: EventWindow, page: EventPage, to: number): EventWindow {
  const from = page.nextCursor ?? 0
  const [bottom, top] = [window.nextCursor ?? 0, window.prevCursor ?? window.shownUpTo]
  const now = page.events.filter(({ seq }) => seq >= bottom && seq <= top && seq <= to)
  const outside = window.events.filter(({ seq }) => seq < from || seq > to)
  return { ...window, events: [...now, ...outside].sort((a, b) => b.seq - a.seq) }
}

/** Where more was missed than the stream tells, the number of those that wait is not known. */
export function missedSome(window: EventWindow): EventWindow {
  return window.prevCursor === null ? window : { ...window, waitingCount: Number.POSITIVE_INFINITY }
}

/**
 * Stored events as they are now: those that match are replaced in place or, where their seq lies within what
 * is loaded, put in; those that do not match any more go. What is newer than the stream comes with it.
 */
export function foldChanged(window: EventWindow, query: Query, changed: EventSummary[]): EventWindow {
  const known = changed.filter((event) => event.seq <= window.upTo)
  const goesToRows = (event: EventSummary) => window.following || event.seq <= window.shownUpTo
  const isComplete = window.waiting.length === window.waitingCount
  const oldestWaiting = isComplete ? 0 : (window.waiting.at(-1)?.seq ?? Number.POSITIVE_INFINITY)
  const [bottom, top] = [window.nextCursor ?? 0, window.prevCursor ?? Number.POSITIVE_INFINITY]

  const events = replaceChanged(
    window.events,
    query,
    known.filter((event) => goesToRows(event) && event.seq >= bottom && event.seq <= top),
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
  const matching = [...news.values()].filter((event) => matches(query, event, held))
  if (matching.length === 0 && ![...news.keys()].some((id) => held.has(id))) return events
  const kept = events.filter((event) => !news.has(event.id))
  return [...kept, ...matching].sort((a, b) => b.seq - a.seq)
}

/** What asks for content only the server can judge: what is held stays until the list is fetched again. */
function matches(query: Query, event: EventSummary, held: Map<string, EventSummary>): boolean {
  if (needsContent(query)) return held.has(event.id)
  return matchEvent(query, matchableSummary(event), Date.now())
}

/** What was told before the event was verified again, and arrives after. */
function isStale(event: EventSummary, held: EventSummary | undefined): boolean {
  return (held?.verdictChangedAt ?? 0) > (event.verdictChangedAt ?? 0)
}

/** Starts or stops following; null when the rows do not reach what is new, and the newest page must be fetched. */
export function follow(window: EventWindow, following: boolean): EventWindow | null {
  if (!following) {
    if (!window.following) return window
    return { ...window, following, shownUpTo: window.events[0]?.seq ?? 0 }
  }
  if (window.waitingCount > window.waiting.length || window.prevCursor !== null) return null
  return {
    ...trim({ ...window, events: [...window.waiting, ...window.events] }),
    following,
    waiting: [],
    waitingCount: 0,
    freshAfter: Number.POSITIVE_INFINITY,
  }
}

/** The window that follows, without rows until the newest page is there. */
export function emptyWindow(window: EventWindow): EventWindow {
  const nothing = { events: [], nextCursor: null, prevCursor: null, complete: true, searchedTo: null }
  return openWindow({ ...nothing, indexedUpTo: window.upTo })
}

/** Without the event that was deleted. */
export function withoutEvent(window: EventWindow, id: string): EventWindow {
  return withoutEvents(window, new Set([id]))
}

/** Without the events that were deleted. */
export function withoutEvents(window: EventWindow, ids: ReadonlySet<string>): EventWindow {
  const others = (events: EventSummary[]) => events.filter((event) => !ids.has(event.id))
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
  return {
    ...window,
    events,
    nextCursor: events.at(-1)?.seq ?? window.nextCursor,
    below: 0,
    searchedTo: null,
  }
}
