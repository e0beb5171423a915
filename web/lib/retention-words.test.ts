import { describe, expect, it } from 'vitest'
import { keepsEverything, type RetentionPreview } from '../../shared/retention.ts'
import { formatAge, nextWords, ruleWords, savingWords } from './retention-words.ts'

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime()
const now = at(23, 15, 0)
const HOUR_MS = 3_600_000

describe('what is kept', () => {
  it('is said in one sentence, whichever limits there are', () => {
    const said = (rule: object) => ruleWords({ ...keepsEverything, ...rule })
    const [maxAgeMs, maxCount, maxBytes] = [30 * 24 * HOUR_MS, 100_000, 1_500_000_000]
    expect(said({})).toBe('Everything is kept, until somebody deletes it.')
    expect(said({ maxAgeMs })).toBe('Kept: events of the last 30 days. What is over goes, oldest first.')
    expect(said({ maxCount })).toMatch(/^Kept: the newest 100,000 events\. /)
    expect(said({ maxBytes })).toMatch(/^Kept: the newest events, up to 1\.5 GB of bodies\. /)
    expect(said({ maxAgeMs, maxCount, maxBytes })).toMatch(
      /^Kept: events of the last 30 days, the newest 100,000 events of them at most, up to 1\.5 GB of bodies\. /,
    )
  })

  it('has an age in the largest whole unit', () => {
    expect([24 * HOUR_MS, 36 * HOUR_MS, 90 * 60_000, 61_000, 60_001].map(formatAge)).toEqual([
      '1 day',
      '36 hours',
      '90 minutes',
      '61 seconds',
      '60001 ms',
    ])
  })
})

describe('what saving a rule deletes', () => {
  const preview = (goes: object, keeps: object): RetentionPreview => ({
    rule: keepsEverything,
    stored: { events: 0, bytes: 0, oldest: null },
    goes: { events: 0, bytes: 0, oldest: null, newest: null, ...goes },
    keeps: { events: 0, bytes: 0, oldest: null, ...keeps },
    next: null,
  })

  it('is nothing, some or all', () => {
    expect(savingWords(preview({}, { events: 3 }), now)).toBe('Saving this deletes nothing now.')
    const some = { events: 12_340, bytes: 25_000_000, newest: at(23, 14, 2) }
    expect(savingWords(preview(some, { events: 1, bytes: 20 }), now)).toBe(
      'Saving this deletes 12,340 events (25.0 MB), received up to 14:02. 1 event stays (20 B).',
    )
    expect(savingWords(preview(some, {}), now)).toBe(
      'Saving this deletes all that is stored: 12,340 events (25.0 MB).',
    )
  })
})

describe('what goes next', () => {
  const receivedAt = at(23, 14, 2)

  it('is known by age, and an estimate by count and bytes', () => {
    expect(nextWords({ by: 'age', receivedAt, at: now + 3 * HOUR_MS, room: null }, now)).toBe(
      'Next to go: the event received 14:02, in 3 h.',
    )
    expect(nextWords({ by: 'age', receivedAt, at: now - 1, room: null }, now)).toMatch(/, within a minute\.$/)
    expect(nextWords({ by: 'count', receivedAt, at: now + 3 * HOUR_MS, room: 88 }, now)).toBe(
      'Next to go: the event received 14:02, once 89 more events have come, in about 3 h if they come as in the last 24 h.',
    )
    expect(nextWords({ by: 'count', receivedAt, at: null, room: 0 }, now)).toMatch(
      /, when the next one comes\.$/,
    )
    expect(nextWords({ by: 'bytes', receivedAt, at: null, room: 1200 }, now)).toMatch(
      /, once more than 1\.2 kB of bodies have come\.$/,
    )
    expect(nextWords(null, now)).toBeNull()
  })
})
