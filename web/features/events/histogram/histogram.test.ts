import { describe, expect, it } from 'vitest'
import { noVerdicts } from '../../../../shared/stats.ts'
import { barAt, barStart, chartOf, sumOf, totalOf } from './chart.ts'
import { partsOf, shapesOf } from './shapes.ts'
import { ticksOf } from './ticks.ts'
import { countWords, rangeWords, utcRange } from './words.ts'
import { wholeTime, zoomedTo } from './zoom.ts'

const MINUTE = 60_000
const bar = (verified: number, failed = 0) => ({ ...noVerdicts(), verified, failed })
const at = (hour: number, minute = 0, second = 0, ms = 0) =>
  new Date(2026, 10, 23, hour, minute, second, ms).getTime()

describe('chartOf', () => {
  const histogram = (bars: number, bucketMs = MINUTE) => ({
    from: at(10),
    bucketMs,
    counts: Array.from({ length: bars }, (_, i) => bar(i + 1, i % 2)),
  })

  it('has a bar for each of the histogram’s where there is room', () => {
    const chart = chartOf(histogram(100), 1000, null)
    expect(chart).toMatchObject({ from: at(10), barMs: MINUTE })
    expect(chart?.bars).toEqual(histogram(100).counts)
  })

  it('joins neighbours where there is not, and loses none', () => {
    const chart = chartOf(histogram(200), 376, null)
    expect(chart?.bars.length).toBeLessThanOrEqual(376 / 5)
    expect(chart?.barMs).toBe(4 * MINUTE)
    expect(chart && totalOf(sumOf(chart, 0, chart.bars.length))).toBe(100 * 201 + 100)
  })

  it('joins the same ones when more bars come', () => {
    const [few, more] = [chartOf(histogram(200), 700, null), chartOf(histogram(201), 700, null)]
    expect(few?.barMs).toBe(2 * MINUTE)
    expect(more?.bars.slice(0, 100)).toEqual(few?.bars)
  })

  it('draws one event as a bar at the right edge, not as a wall', () => {
    const chart = chartOf(histogram(1, 1000), 1000, null)
    expect(chart?.bars.length).toBe(72)
    expect(chart?.to).toBe(at(10) + 1000)
    expect(chart?.bars.map(totalOf).at(-1)).toBe(1)
  })

  it('reaches to now where the filter does', () => {
    const chart = chartOf(histogram(60), 1000, at(11, 30) + 1)
    expect(chart?.to).toBe(at(11, 31))
    expect(chart?.bars).toHaveLength(91)
  })

  it('is nothing where nothing was counted', () => {
    expect(chartOf({ from: 0, bucketMs: 1000, counts: [] }, 1000, null)).toBeNull()
    expect(chartOf(histogram(10), 0, null)).toBeNull()
  })

  it('finds the bar of a time, and the nearest beyond the edges', () => {
    const chart = chartOf(histogram(100), 1000, null)!
    expect(barAt(chart, at(10, 7) + 59_999)).toBe(7)
    expect(barStart(chart, 7)).toBe(at(10, 7))
    expect([barAt(chart, 0), barAt(chart, at(23))]).toEqual([0, 99])
  })
})

describe('bars', () => {
  it('show one failure in ten thousand, at their foot', () => {
    const [foot, rest] = partsOf(bar(9999, 1), 10_000, 33)
    expect(foot).toEqual({ verdict: 'failed', px: 2 })
    expect(rest).toEqual({ verdict: 'verified', px: 31 })
  })

  it('show one event beside a hundred thousand', () => {
    expect(partsOf(bar(1), 100_000, 33)).toEqual([{ verdict: 'verified', px: 2 }])
    expect(partsOf(bar(0), 100_000, 33)).toEqual([])
  })

  it('are as high as their share of the highest', () => {
    const counts = { verified: 10, failed: 20, unsigned: 10, unchecked: 10 }
    expect(partsOf(counts, 100, 40).map(({ px }) => px)).toEqual([8, 4, 4, 4])
    expect(partsOf(bar(0, 70), 70, 33)).toEqual([{ verdict: 'failed', px: 33 }])
  })

  it('are not higher for what is rare in them', () => {
    const counts = { verified: 10_000, failed: 1, unsigned: 1, unchecked: 1 }
    expect(partsOf(counts, 100_000, 33)).toEqual([
      { verdict: 'failed', px: 2 },
      { verdict: 'verified', px: 1 },
    ])
  })

  it('stand on whole pixels, side by side', () => {
    const chart = chartOf({ from: 0, bucketMs: 1000, counts: Array(100).fill(bar(1)) }, 999, null)!
    const edges = [...shapesOf(chart, 999, 33).verified.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)/g)]
    expect(edges).toHaveLength(100)
    expect(Number(edges.at(-1)?.[1]) + Number(edges.at(-1)?.[3])).toBe(998)
  })
})

describe('ticks', () => {
  const labels = (from: number, to: number, width = 1000) =>
    ticksOf({ from, to }, width, at(20)).map(({ label }) => label)

  it('are round moments of local time', () => {
    expect(labels(at(10, 3), at(11, 2))).toEqual(['10:10', '10:20', '10:30', '10:40', '10:50'])
    expect(labels(at(10, 0, 0, 100), at(10, 0, 4))).toEqual(['10:00:01', '10:00:02', '10:00:03'])
    expect(labels(at(10, 0, 0, 3), at(10, 0, 0, 33))[0]).toBe('10:00:00.005')
    expect(labels(new Date(2026, 10, 22, 20).getTime(), at(9))).toEqual([
      '22 Nov 21:00',
      '23 Nov',
      '03:00',
      '06:00',
    ])
    expect(labels(new Date(2026, 10, 16, 20).getTime(), at(9))).toEqual([
      '17 Nov',
      '19 Nov',
      '21 Nov',
      '23 Nov',
    ])
    expect(labels(new Date(2026, 5, 16).getTime(), at(9))).toEqual([
      'Jul 2026',
      'Aug 2026',
      'Sept 2026',
      'Oct 2026',
      'Nov 2026',
    ])
  })

  it('are as many as there is room for', () => {
    for (let span = 20; span < 1e12; span *= 1.7) {
      for (const width of [376, 700, 1200]) {
        const count = labels(at(10) - span, at(10), width).length
        expect(count, `${span} ms on ${width} px`).toBeLessThanOrEqual(6)
        if (span < 1000) expect(count * 95, `${span} ms on ${width} px`).toBeLessThanOrEqual(width)
        if (width === 1200) expect(count, `${span} ms`).toBeGreaterThanOrEqual(2)
      }
    }
  })
})

describe('words', () => {
  it('name a range as exactly as its ends need', () => {
    expect(rangeWords(at(14, 2), at(14, 3), at(20))).toBe('14:02 – 14:03')
    expect(rangeWords(at(14, 2, 5), at(14, 2, 6), at(20))).toBe('14:02:05 – 14:02:06')
    expect(rangeWords(at(14, 2, 5, 10), at(14, 2, 5, 20), at(20))).toBe('14:02:05.010 – 14:02:05.020')
    expect(rangeWords(at(14), at(26), at(40))).toBe('Mon 23 Nov 14:00 – Tue 24 Nov 02:00')
    expect(rangeWords(at(0), at(24), at(40))).toBe('Mon 23 Nov')
    expect(utcRange(Date.UTC(2026, 10, 23, 14), Date.UTC(2026, 10, 23, 15))).toBe(
      '2026-11-23 14:00 – 15:00 UTC',
    )
  })

  it('count by verdict', () => {
    expect(countWords(bar(1200, 3))).toBe('1,203 events: 1,200 verified, 3 failed')
    expect(countWords(bar(0))).toBe('no events')
  })
})

describe('zoom', () => {
  const [from, to] = [Date.UTC(2026, 10, 23, 14), Date.UTC(2026, 10, 23, 14, 0, 30, 5)]

  it('puts a selection in the place of the times that are asked for', () => {
    const zoomed = 'verdict:failed after:2026-11-23T14:00Z before:2026-11-23T14:00:30.005Z'
    expect(zoomedTo('verdict:failed', from, to)).toBe(zoomed)
    expect(zoomedTo('after:2h verdict:failed', from, to)).toBe(
      'after:2026-11-23T14:00Z verdict:failed before:2026-11-23T14:00:30.005Z',
    )
    expect(zoomedTo(zoomed, from, to)).toBe(zoomed)
  })

  it('gives the whole time back', () => {
    expect(wholeTime(zoomedTo('verdict:failed', from, to))).toBe('verdict:failed')
    expect(wholeTime('after:2h')).toBe('')
  })
})
