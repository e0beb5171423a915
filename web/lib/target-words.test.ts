import { describe, expect, it } from 'vitest'
import { defaultRetry, forwardSchema } from '../../shared/target.ts'
import { readRetry, retryMeaning, retryPresets, retryText } from './retry-words.ts'
import { circuitWords, forwardWords } from './target-words.ts'
import { readWait, waitWords } from './wait-words.ts'

describe('a wait', () => {
  it('is said in the units that it is made of', () => {
    const waits = [0, 250, 1500, 5000, 90_000, 2_135_000, 36_000_000, 604_800_000]
    expect(waits.map(waitWords)).toEqual([
      '0 s',
      '250 ms',
      '1 s 500 ms',
      '5 s',
      '1 min 30 s',
      '35 min 35 s',
      '10 h',
      '168 h',
    ])
  })

  it('is read as people write it, and as it is said', () => {
    expect(['5s', '5 sec', '1.5 h', '2 days', '1 h 30 min', '250ms', '0', '3 m'].map(readWait)).toEqual([
      5000, 5000, 5_400_000, 172_800_000, 5_400_000, 250, 0, 180_000,
    ])
    for (const ms of [0, 250, 1500, 2_135_000, 99_999_999]) expect(readWait(waitWords(ms))).toBe(ms)
  })

  it('is not read where it has no unit or none that is known', () => {
    for (const text of ['', '5', 'soon', '5 x', '-5 s', '5 s later', 's', '1e3 s']) {
      expect(readWait(text), text).toBeNull()
    }
  })
})

describe('a schedule', () => {
  it('is typed as a list of waits', () => {
    expect(readRetry('5 s, 30s;5 min')).toEqual({ retry: [5000, 30_000, 300_000], error: null })
    expect(readRetry(' ').retry).toEqual([])
    expect(readRetry('none').retry).toEqual([])
    for (const { retry } of retryPresets) expect(readRetry(retryText(retry)).retry).toEqual(retry)
  })

  it('says which wait cannot be read', () => {
    expect(readRetry('5 s, soon').error).toBe('"soon" is no wait: write such as 5 s, 5 min, 2 h.')
    expect(readRetry('5 s,, 1 s').error).toBe(
      'A wait is missing between two commas: write such as 5 s, 5 min, 2 h.',
    )
  })

  it('says when it gives up', () => {
    expect(retryMeaning([])).toBe('One attempt. Nothing follows when it fails.')
    expect(retryMeaning(defaultRetry)).toBe('Up to 5 attempts; gives up after 35 min 35 s of waiting.')
    expect(retryMeaning(retryPresets[2]?.retry ?? [])).toContain('gives up after 27 h 35 min 5 s')
  })
})

describe('a forward rule', () => {
  const words = (rule: object) => forwardWords(forwardSchema.parse({ enabled: true, ...rule }))

  it('is told in words', () => {
    expect(words({ query: 'type:user.*', inOrder: true })).toBe('forwards user.* as it comes, in order')
    expect(words({ query: '', signature: 'resign' })).toBe('forwards every event, signed anew')
    expect(words({ query: 'type:a or type:b', signature: 'none' })).toBe(
      'forwards what matches type:a or type:b, without a signature',
    )
    expect(words({ query: 'type:"user', inOrder: true })).toContain('what matches type:"user,')
    expect(words({ enabled: false, query: 'type:user.*' })).toBe('sends only what is sent by hand')
  })
})

describe('a circuit', () => {
  const tryAt = new Date(2026, 10, 25, 14, 3, 10).getTime()

  it('that is open says why, and when the next try is', () => {
    const reason = 'Nobody listens at localhost:3000.'
    const since = tryAt - 70_000
    expect(circuitWords({ state: 'open', failures: 5, since, tryAt, reason }, tryAt)).toBe(
      'Down since 14:02: Nobody listens at localhost:3000. Next try at 14:03:10.',
    )
    expect(circuitWords({ state: 'trying', failures: 5, since, tryAt: null, reason: null }, tryAt)).toBe(
      'Down since 14:02. Being tried now.',
    )
  })

  it('that is closed says only what failed lately', () => {
    const closed = { state: 'closed', since: null, tryAt: null } as const
    expect(circuitWords({ ...closed, failures: 0, reason: null }, tryAt)).toBeNull()
    expect(circuitWords({ ...closed, failures: 1, reason: 'It timed out.' }, tryAt)).toBe(
      'The last request failed: It timed out.',
    )
    expect(circuitWords({ ...closed, failures: 3, reason: null }, tryAt)).toBe('The last 3 requests failed.')
  })
})
