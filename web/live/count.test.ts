import { describe, expect, it } from 'vitest'
import type { Stats } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { addStats, nextRequest, noVerdicts } from '../../shared/stats.ts'
import type { Verdict } from '../../shared/verdict.ts'
import { addPart, foldBatch, openCount } from './count.ts'

const bar = (verified: number, failed = 0) => ({ ...noVerdicts(), verified, failed })

function statsOf(bars: ReturnType<typeof bar>[], fields: Partial<Stats> = {}): Stats {
  const byVerdict = noVerdicts()
  for (const one of bars) {
    byVerdict.verified += one.verified
    byVerdict.failed += one.failed
  }
  return {
    total: byVerdict.verified + byVerdict.failed,
    byVerdict,
    byType: [{ type: 'user.created', count: byVerdict.verified + byVerdict.failed }],
    byCause: [],
    histogram: { from: 10_000, bucketMs: 1000, counts: bars },
    complete: true,
    nextCursor: null,
    countedTo: null,
    indexedUpTo: 50,
    ...fields,
  }
}

const event = (seq: number, receivedAt: number, verdict: Verdict = 'verified', type = 'user.created') =>
  ({ seq, receivedAt, verdict, type }) as EventSummary

describe('the parts of a count', () => {
  const first = statsOf([bar(0), bar(4, 1)], { complete: false, nextCursor: 30, countedTo: 11_200 })
  const second = statsOf([bar(2, 1), bar(1)], {
    byType: [
      { type: 'team.created', count: 4 },
      { type: 'user.created', count: 0 },
    ],
    byCause: [{ cause: 'body_bom', count: 1 }],
    indexedUpTo: 99,
  })

  it('add up, and know where the stream continues', () => {
    const sum = addStats(first, second)
    expect(sum).toMatchObject({
      total: 9,
      complete: true,
      nextCursor: null,
      countedTo: null,
      indexedUpTo: 50,
    })
    expect(sum.byVerdict).toEqual(bar(7, 2))
    expect(sum.histogram?.counts).toEqual([bar(2, 1), bar(5, 1)])
    expect(sum.byType).toEqual([
      { type: 'user.created', count: 5 },
      { type: 'team.created', count: 4 },
    ])
    expect(sum.byCause).toEqual([{ cause: 'body_bom', count: 1 }])
  })

  it('have the same bars, also when the stream has made more of them meanwhile', () => {
    const request = { q: 'hay', buckets: 200, bucket: 1000 }
    expect(nextRequest(request, first)).toEqual({
      q: 'hay',
      buckets: 2,
      bucket: 1000,
      from: 10_000,
      to: 12_000,
      cursor: 30,
    })
    const grown = foldBatch(openCount(first), { events: [event(51, 12_500)], after: 50, seq: 51 })
    const whole = addPart(grown, second)
    expect(whole.stats.histogram?.counts).toEqual([bar(2, 1), bar(5, 1), bar(1)])
    expect(whole.stale).toBe(false)
  })
})

describe('what the stream brings', () => {
  const count = openCount(statsOf([bar(1), bar(2)]))

  it('makes the bars grow, and new ones come', () => {
    const events = [event(51, 11_999, 'failed'), event(52, 14_000, 'verified', 'team.created')]
    const { stats, stale } = foldBatch(count, { events, after: 50, seq: 52 })
    expect(stats.histogram?.counts).toEqual([bar(1), bar(2, 1), bar(0), bar(0), bar(1)])
    expect(stats).toMatchObject({ total: 5, indexedUpTo: 52, byVerdict: bar(4, 1) })
    expect(stats.byType).toEqual([
      { type: 'user.created', count: 4 },
      { type: 'team.created', count: 1 },
    ])
    expect(stale).toBe(false)
  })

  it('is not counted twice', () => {
    const batch = { events: [event(49, 11_000), event(50, 11_000), event(51, 11_000)], after: 48, seq: 51 }
    const once = foldBatch(count, batch)
    expect(once.stats.total).toBe(4)
    expect(foldBatch(once, batch)).toBe(once)
  })

  it('calls for a new count when something was left out', () => {
    expect(foldBatch(count, { events: [], after: 50, seq: 50 })).toBe(count)
    expect(foldBatch(count, { events: [], after: 60, seq: 60 }).stale).toBe(true)
  })

  it('calls for a new count when the bars cannot hold it', () => {
    const early = foldBatch(count, { events: [event(51, 9_000)], after: 50, seq: 51 })
    expect(early).toMatchObject({ stale: true, stats: { total: 4 } })
    const late = foldBatch(count, { events: [event(51, 10_000_000)], after: 50, seq: 51 })
    expect(late.stale).toBe(true)
    expect(late.stats.histogram?.counts.length).toBe(2)
  })

  it('begins a histogram where nothing was stored', () => {
    const empty = openCount(
      statsOf([], { histogram: { from: 0, bucketMs: 1000, counts: [] }, indexedUpTo: 0 }),
    )
    const { stats } = foldBatch(empty, { events: [event(1, 77_500)], after: 0, seq: 1 })
    expect(stats.histogram).toEqual({ from: 77_000, bucketMs: 1000, counts: [bar(1)] })
  })
})
