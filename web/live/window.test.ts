import { describe, expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import { parseQuery } from '../../shared/query/query.ts'
import {
  appendOlder,
  type EventWindow,
  foldBatch,
  foldChanged,
  follow,
  MAX_FOLLOWED,
  MAX_WAITING,
  openWindow,
  refreshWindow,
  withoutEvent,
} from './window.ts'

const event = (seq: number) => ({ seq, id: `evt_${seq}` }) as EventSummary
/** Events `from` to `to`, oldest first. */
const batch = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => event(from + i))
const page = (from: number, to: number, nextCursor: number | null = null) => ({
  events: batch(from, to).reverse(),
  nextCursor,
  prevCursor: null,
  searchedTo: null,
  complete: true,
  indexedUpTo: to,
})
const seqs = (window: EventWindow) => window.events.map(({ seq }) => seq)

describe('foldBatch', () => {
  it('puts new events on top, newest first', () => {
    expect(seqs(foldBatch(openWindow(page(1, 2)), batch(3, 4), 4))).toEqual([4, 3, 2, 1])
  })

  it('takes no event twice when a resumed stream repeats some', () => {
    const window = foldBatch(openWindow(page(1, 3)), batch(2, 5), 5)
    expect(seqs(window)).toEqual([5, 4, 3, 2, 1])
    expect(foldBatch(window, batch(4, 5), 5)).toBe(window)
  })

  it('remembers how far the stream went where nothing matched', () => {
    expect(foldBatch(openWindow(page(1, 2)), [], 9).upTo).toBe(9)
  })

  it('holds at most a thousand rows while following, and knows where the older ones continue', () => {
    const window = foldBatch(openWindow(page(1, 990)), batch(991, 1100), 1100)
    expect(window.events).toHaveLength(MAX_FOLLOWED)
    expect(window.nextCursor).toBe(101)
    expect(window.events.at(-1)?.seq).toBe(101)
  })

  it('leaves the rows alone and counts while the reader is elsewhere', () => {
    const window = foldBatch(openWindow(page(1, 2), false), batch(3, 5), 5)
    expect(seqs(window)).toEqual([2, 1])
    expect(window.waitingCount).toBe(3)
  })

  it('never keeps more than a bounded number of waiting events', () => {
    let window = openWindow(page(1, 1), false)
    for (let from = 2; from < 2000; from += 100) window = foldBatch(window, batch(from, from + 99), from + 99)
    expect(window.waiting).toHaveLength(MAX_WAITING)
    expect(window.waitingCount).toBe(2000)
  })

  it('lets a few rows fade in, and a stream not', () => {
    expect(foldBatch(openWindow(page(1, 2)), batch(3, 4), 4).freshAfter).toBe(2)
    expect(foldBatch(openWindow(page(1, 2)), batch(3, 40), 40).freshAfter).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('follow', () => {
  it('shows what waits', () => {
    const waiting = foldBatch(openWindow(page(1, 2), false), batch(3, 4), 4)
    const window = follow(waiting, true)
    expect(window && seqs(window)).toEqual([4, 3, 2, 1])
    expect(window?.waitingCount).toBe(0)
  })

  it('asks for the newest page when more waits than was kept', () => {
    expect(follow(foldBatch(openWindow(page(1, 2), false), batch(3, 900), 900), true)).toBeNull()
  })
})

describe('foldChanged', () => {
  const failed = (seq: number, fields: Partial<EventSummary> = {}) =>
    ({ ...event(seq), verdict: 'failed', topCause: null, verdictChangedAt: null, ...fields }) as EventSummary
  const failures = (from: number, to: number, nextCursor: number | null = null) => ({
    events: Array.from({ length: to - from + 1 }, (_, i) => failed(to - i)),
    nextCursor,
    prevCursor: null,
    searchedTo: null,
    complete: true,
    indexedUpTo: to,
  })
  const fold = (window: EventWindow, q: string, ...changed: EventSummary[]) =>
    foldChanged(window, parseQuery(q), changed)
  const causes = (window: EventWindow) => window.events.map(({ topCause }) => topCause)
  const bom = { topCause: 'body_bom' } as const

  it('replaces rows in their place, and keeps the others as they are', () => {
    const before = openWindow(failures(1, 3))
    const after = fold(before, 'verdict:failed', failed(2, bom))
    expect(seqs(after)).toEqual([3, 2, 1])
    expect(causes(after)).toEqual([null, 'body_bom', null])
    expect(after.events[0]).toBe(before.events[0])
  })

  it('takes out what no longer matches, and puts in at its seq what does now', () => {
    const window = openWindow({
      events: [failed(5, bom), failed(2, bom)],
      nextCursor: 2,
      prevCursor: null,
      searchedTo: null,
      complete: true,
      indexedUpTo: 9,
    })
    const changed = fold(
      window,
      'cause:body_*',
      failed(5, { topCause: 'unexplained' }),
      failed(4, bom),
      failed(1, bom),
    )
    expect(seqs(changed)).toEqual([4, 2])
  })

  it('puts nothing in below the rows that are loaded, nor before the stream brings it', () => {
    const window = openWindow(failures(5, 6, 5))
    expect(fold(window, '', failed(3, bom), failed(7, bom))).toBe(window)
    expect(seqs(fold(openWindow(failures(5, 6)), '', failed(3, bom)))).toEqual([6, 5, 3])
  })

  it('counts what newly matches above a reader who is elsewhere, and moves no row', () => {
    const window = { ...openWindow({ ...failures(1, 2), indexedUpTo: 9 }, false) }
    const after = fold(window, 'cause:*', failed(7, bom), failed(8, bom))
    expect(after.waiting.map(({ seq }) => seq)).toEqual([8, 7])
    expect(after.waitingCount).toBe(2)
    expect(fold(after, 'cause:*', failed(7)).waitingCount).toBe(1)
  })

  it('leaves the waiting alone that are only counted', () => {
    const window = { ...openWindow({ ...failures(1, 2), indexedUpTo: 90 }, false) }
    const many = { ...window, waiting: [failed(80)], waitingCount: 40 }
    expect(fold(many, '', failed(50, bom))).toBe(many)
    expect(fold(many, '', failed(80, bom))).toMatchObject({ waiting: [bom], waitingCount: 40 })
  })

  it('is not taken back by what was told before the event was verified again', () => {
    const window = openWindow(failures(1, 2))
    const verified = fold(window, '', failed(2, { verdict: 'verified', verdictChangedAt: 9 }))
    expect(fold(verified, '', failed(2, bom)).events[0]?.verdict).toBe('verified')
  })
})

describe('appendOlder', () => {
  it('adds a page below and moves the cursor', () => {
    const window = appendOlder(openWindow(page(4, 6, 4)), page(1, 3))
    expect(seqs(window)).toEqual([6, 5, 4, 3, 2, 1])
    expect(window.nextCursor).toBeNull()
  })
})

describe('refreshWindow', () => {
  it('keeps what the stream brought while the page was on its way', () => {
    const window = foldBatch(openWindow(page(1, 3)), batch(4, 6), 6)
    expect(seqs(refreshWindow(window, page(2, 5, 2)))).toEqual([6, 5, 4, 3, 2])
  })

  it('moves no row under a reader who is not following', () => {
    const refreshed = refreshWindow(openWindow(page(1, 3), false), page(1, 9))
    expect(seqs(refreshed)).toEqual([3, 2, 1])
    expect(refreshed.waitingCount).toBe(6)
  })

  it('leaves the rows of a reader whom the newest page no longer reaches', () => {
    const refreshed = refreshWindow(openWindow(page(1, 3), false), page(500, 600, 500))
    expect(seqs(refreshed)).toEqual([3, 2, 1])
    expect(follow(refreshed, true)).toBeNull()
  })

  it('empties the list of a reader who is not following when nothing matches any more', () => {
    const nothing = { ...page(1, 0), indexedUpTo: 3 }
    expect(refreshWindow(openWindow(page(1, 3), false), nothing)).toMatchObject({
      events: [],
      waitingCount: 0,
    })
  })

  it('drops what was deleted', () => {
    expect(seqs(refreshWindow(openWindow(page(1, 3)), { ...page(1, 1), indexedUpTo: 3 }))).toEqual([1])
  })
})

it('removes one event, shown or waiting', () => {
  expect(seqs(withoutEvent(openWindow(page(1, 3)), 'evt_2'))).toEqual([3, 1])
  const window = foldBatch(openWindow(page(1, 3), false), page(4, 5).events.toReversed(), 5)
  expect(withoutEvent(window, 'evt_4')).toMatchObject({ waiting: [{ seq: 5 }], waitingCount: 1 })
})
