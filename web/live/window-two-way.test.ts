import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventPage } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import {
  appendOlder,
  type EventWindow,
  foldBatch,
  follow,
  guessCursor,
  MAX_FOLLOWED,
  MAX_ROWS,
  missedSome,
  moveToOldest,
  moveWindow,
  openWindow,
  openWindowAt,
  prependNewer,
  refreshRows,
  withoutEvent,
} from './window.ts'

const event = (seq: number) => ({ seq, id: `evt_${seq}` }) as EventSummary
const seqs = (window: EventWindow) => window.events.map(({ seq }) => seq)

/** What a server says that holds these seqs, ascending, and gives answers that may end early. */
class Server {
  stored: number[]
  lastSeq: number

  constructor(stored: number[]) {
    this.stored = stored
    this.lastSeq = stored.at(-1) ?? 0
  }

  before(cursor: number | null, limit: number, early = 0): EventPage {
    const all = this.stored.filter((seq) => cursor === null || seq < cursor).reverse()
    const found = all.slice(0, Math.min(limit, early || limit))
    const complete = early === 0 || found.length === all.length
    return {
      events: found.map(event),
      nextCursor: found.length < all.length ? (found.at(-1) ?? cursor ?? this.lastSeq + 1) : null,
      prevCursor: cursor === null || cursor > this.lastSeq ? null : cursor - 1,
      complete,
      searchedTo: complete ? null : 1,
      indexedUpTo: this.lastSeq,
    }
  }

  after(seq: number, limit: number): EventPage {
    const all = this.stored.filter((one) => one > seq)
    const found = all.slice(0, limit)
    const atEnd = found.length === all.length
    return {
      events: found.reverse().map(event),
      nextCursor: seq === 0 ? null : seq + 1,
      prevCursor: atEnd ? null : (found[0] ?? seq),
      complete: true,
      searchedTo: null,
      indexedUpTo: atEnd ? this.lastSeq : (found[0] ?? seq),
    }
  }

  append(amount: number): EventSummary[] {
    const fresh = Array.from({ length: amount }, (_, i) => this.lastSeq + 1 + i * 2)
    this.stored.push(...fresh)
    this.lastSeq = fresh.at(-1) ?? this.lastSeq
    return fresh.map(event)
  }
}

/** Between its ends, the window has what the server has. */
function expectWhole(window: EventWindow, server: Server): void {
  const top = window.prevCursor ?? (window.following ? window.upTo : window.shownUpTo)
  const within = server.stored.filter((seq) => seq >= (window.nextCursor ?? 0) && seq <= top)
  expect(seqs(window)).toEqual(within.reverse())
  expect(window.events.length).toBeLessThanOrEqual(window.following ? MAX_FOLLOWED : MAX_ROWS)
  if (!window.following && Number.isFinite(window.waitingCount)) {
    const waiting = server.stored.filter((seq) => seq > window.shownUpTo && seq <= window.upTo)
    expect(window.waitingCount).toBe(waiting.length)
  }
}

const arbitraryStep = fc.oneof(
  fc.record({ kind: fc.constantFrom('older', 'newer'), limit: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ kind: fc.constant('early'), limit: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant('live'), limit: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ kind: fc.constantFrom('leave', 'top', 'end', 'refresh'), limit: fc.constant(200) }),
  fc.record({ kind: fc.constantFrom('move', 'delete'), limit: fc.integer({ min: 0, max: 4000 }) }),
)

function step(window: EventWindow, server: Server, kind: string, limit: number): EventWindow {
  switch (kind) {
    case 'older':
    case 'early': {
      if (window.nextCursor === null) return window
      const away = follow(window, false) ?? window
      return appendOlder(away, server.before(window.nextCursor, limit, kind === 'early' ? limit : 0))
    }
    case 'newer':
      return window.prevCursor === null
        ? window
        : prependNewer(window, server.after(window.prevCursor, limit))
    case 'live':
      return foldBatch(window, server.append(limit), server.lastSeq)
    case 'leave':
      return follow(window, false) ?? window
    case 'top':
      return follow(window, true) ?? { ...openWindow(server.before(null, limit)), upTo: server.lastSeq }
    case 'end':
      return moveToOldest(window, server.after(0, limit))
    case 'move': {
      const away = follow(window, false) ?? window
      const known = away.above + away.events.length + away.below
      const rows = Math.min(limit, known)
      const cursor = guessCursor(away, rows)
      return moveWindow(away, server.before(cursor, 200), cursor, rows)
    }
    case 'delete': {
      const gone = server.stored[limit % Math.max(1, server.stored.length)]
      if (gone === undefined) return window
      server.stored = server.stored.filter((seq) => seq !== gone)
      const others = withoutEvent(window, `evt_${gone}`)
      // What only was counted is not known to be one less.
      return gone > window.shownUpTo && !window.following
        ? { ...others, waitingCount: Number.POSITIVE_INFINITY }
        : others
    }
    default: {
      if (window.prevCursor === null) return window
      const cursor = window.prevCursor + 1
      return refreshRows(window, server.before(cursor, Math.max(100, window.events.length)), cursor - 1)
    }
  }
}

describe('a window that moves both ways', () => {
  it('never doubles, loses or disorders rows between its ends, whatever is loaded, streamed and dropped', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.option(fc.integer({ min: 0, max: 9000 })),
        fc.array(arbitraryStep, { maxLength: 40 }),
        (stored, at, steps) => {
          const server = new Server(Array.from({ length: stored }, (_, i) => 1 + i * 2))
          let window =
            at === null
              ? openWindow(server.before(null, 100))
              : openWindowAt(server.before(Math.min(at, server.lastSeq) + 1, 100))
          expectWhole(window, server)
          for (const { kind, limit } of steps) {
            window = step(window, server, kind, limit)
            expectWhole(window, server)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps the room of rows that it drops, so that nothing moves under the reader', () => {
    const server = new Server(Array.from({ length: 9000 }, (_, i) => i + 1))
    let window = follow(openWindow(server.before(null, 100)), false) as EventWindow
    while (window.nextCursor !== null) window = appendOlder(window, server.before(window.nextCursor, 200))
    expect(window.events).toHaveLength(MAX_ROWS)
    expect(window).toMatchObject({ above: 9000 - MAX_ROWS, below: 0, prevCursor: MAX_ROWS })
    while (window.prevCursor !== null) window = prependNewer(window, server.after(window.prevCursor, 200))
    expect(window.events).toHaveLength(MAX_ROWS)
    expect(window).toMatchObject({ above: 0, below: 9000 - MAX_ROWS, nextCursor: 9000 - MAX_ROWS + 1 })
  })

  it('finds rows far off by their share of the way', () => {
    const server = new Server(Array.from({ length: 9000 }, (_, i) => i + 1))
    let window = follow(openWindow(server.before(null, 100)), false) as EventWindow
    while (window.nextCursor !== null) window = appendOlder(window, server.before(window.nextCursor, 200))
    const cursor = guessCursor(window, 3000)
    const moved = moveWindow(window, server.before(cursor, 200), cursor, 3000)
    expect(moved.events[0]?.seq).toBe(6000)
    expect(moved).toMatchObject({ above: 3000, below: 5800, prevCursor: 6000, nextCursor: 5801 })
    expect(guessCursor(moved, 8000)).toBe(1001)
  })

  it('says that the number of new events is not known after some were missed', () => {
    const server = new Server([1, 2, 3])
    expect(missedSome(openWindowAt(server.before(2, 10))).waitingCount).toBe(Number.POSITIVE_INFINITY)
    expect(follow(openWindowAt(server.before(2, 10)), true)).toBeNull()
  })
})
