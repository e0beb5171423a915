import { describe, expect, it } from 'vitest'
import { replayOf } from './replay-of.ts'
import {
  aboutWords,
  leftMs,
  outcomeWords,
  planCount,
  planTypes,
  progressWords,
  type Sample,
  withSample,
} from './replay-words.ts'

describe('the words of a replay', () => {
  it('say how far it is, and what failed', () => {
    expect(progressWords(replayOf({ total: 1204, delivered: 312 }))).toBe('312 of 1,204')
    expect(progressWords(replayOf({ total: 1204, delivered: 309, failed: 3 }))).toBe('312 of 1,204, 3 failed')
  })

  it('say what came of it', () => {
    const done = (fields: object) => outcomeWords(replayOf({ state: 'done', ...fields }))
    expect(done({ delivered: 100 })).toBe('100 events delivered')
    expect(done({ total: 1, delivered: 1 })).toBe('1 event delivered')
    expect(done({ delivered: 97, failed: 3 })).toBe('97 of 100 delivered, 3 failed')
    expect(done({ delivered: 96, failed: 3, cancelled: 1 })).toBe(
      '96 of 100 delivered, 3 failed, 1 deleted meanwhile',
    )
    expect(done({ state: 'stopped', delivered: 3, failed: 1 })).toBe(
      '3 of 100 delivered, 1 failed, 96 not sent',
    )
    expect(done({ state: 'cancelled', delivered: 3, cancelled: 8 })).toBe('3 of 100 delivered, 97 not sent')
  })

  it('say about how long something takes', () => {
    expect([300, 40_000, 120_000, 7_200_000, 300 * 3_600_000].map(aboutWords)).toEqual([
      'less than a second',
      'about 40 s',
      'about 2 min',
      'about 2 h',
      'about 13 days',
    ])
  })
})

describe('the time that is left', () => {
  const samplesOf = (...dones: number[]) =>
    dones.reduce<Sample[]>((samples, done, i) => withSample(samples, { at: i * 1000, done }), [])

  it('follows from what was seen lately, and is unknown until enough was seen', () => {
    expect(leftMs(replayOf(), [])).toBeNull()
    expect(leftMs(replayOf({ delivered: 10 }), samplesOf(0, 10))).toBeNull()
    expect(leftMs(replayOf({ delivered: 20 }), samplesOf(0, 10, 20))).toBe(8000)
  })

  it('forgets how fast it was long ago', () => {
    const samples = samplesOf(...Array.from({ length: 60 }, (_, i) => (i < 30 ? i * 100 : 3000 + i)))
    expect(leftMs(replayOf({ total: 3159, delivered: 3059 }), samples)).toBe(100_000)
  })

  it('follows from the rate where there is one', () => {
    expect(leftMs(replayOf({ ratePerSecond: 10, started: 40 }), [])).toBe(6000)
  })
})

describe('the words of a plan', () => {
  const byType = Array.from({ length: 11 }, (_, i) => ({ type: `type.${i}`, count: 20 - i }))
  const total = byType.reduce((sum, { count }) => sum + count, 0)

  it('name the most frequent types and count the rest', () => {
    expect(planTypes({ byType, total, complete: true })).toEqual({
      types: byType.slice(0, 4),
      rest: 'and 7 more types, 91 events',
    })
    expect(planTypes({ byType: byType.slice(0, 5), total: 90, complete: true }).rest).toBeNull()
  })

  it('say that there are more where counting was cut off', () => {
    expect(planCount({ total: 1204, complete: true })).toBe('1,204 events')
    expect(planCount({ total: 1204, complete: false })).toBe('at least 1,204 events')
  })
})
