import { describe, expect, it } from 'vitest'
import { type CauseCode, causeCodes } from '../../shared/diagnosis.ts'
import type { Verdict } from '../../shared/verdict.ts'
import { causeNames } from './cause-names.ts'
import { failureWords } from './failure-words.ts'
import { historyWords } from './history-words.ts'
import { progressWords, reverifiedWords } from './reverify-words.ts'

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime()
const now = at(23, 15, 0)

describe('what failures have in common', () => {
  const said = (total: number, topCause: CauseCode | null, sharing: number, since = at(23, 14, 2)) => {
    const words = failureWords({ total, since, topCause, sharing }, now)
    return words && `${words.text} ${words.cause?.title ?? ''}`.trim()
  }

  it('is how many of them share the most frequent cause', () => {
    expect(said(44, 'body_reserialized', 41)).toBe(
      '41 of 44 failures since 14:02 share one cause: the body was written anew on its way here',
    )
    expect(said(44, 'id_altered', 44)).toMatch(/^All 44 failures since 14:02 share one cause: the message id/)
    expect(said(2, 'id_altered', 2)).toMatch(/^Both failures since 14:02 share one cause:/)
  })

  it('is only the cause of a single one, and nothing while that is not known', () => {
    expect(said(1, 'timestamp_milliseconds', 1)).toBe('Cause: the timestamp is in milliseconds')
    expect(said(1, null, 0)).toBeNull()
  })

  it('does not say that a cause is shared which only one has', () => {
    expect(said(3, 'body_bom', 1)).toMatch(/^The latest cause known of 3 failures since 14:02: a byte order/)
  })

  it('says that none is explained yet, and that some cannot be', () => {
    expect(said(44, null, 0)).toBe('No cause is known yet of 44 failures since 14:02.')
    expect(said(44, 'unexplained', 40)).toBe(
      '40 of 44 failures since 14:02 are unexplained: no signature matches',
    )
  })

  it('speaks of the last thousand where there may be more', () => {
    expect(said(1000, 'id_altered', 912)).toMatch(/^912 of the last 1,000 failures share one cause:/)
    expect(said(1000, 'id_altered', 1000)).toMatch(/^All the last 1,000 failures share/)
  })

  it('names the day where it is another one', () => {
    expect(said(44, 'id_altered', 41, at(22, 23, 59))).toMatch(/since 22 Nov 2026, 23:59 share/)
  })
})

it('names every cause in at most three words', () => {
  for (const code of causeCodes) expect(causeNames[code].split(' ').length, code).toBeLessThanOrEqual(3)
  expect(new Set(Object.values(causeNames)).size).toBe(causeCodes.length)
})

describe('verifying again', () => {
  it('tells how far it is', () => {
    const progress = { query: '', total: 100_000, checked: 41_200, changed: 0 }
    expect(progressWords(progress)).toBe('41,200 of 100,000 checked')
    expect(progressWords({ ...progress, changed: 312 })).toBe('41,200 of 100,000 checked, 312 changed')
  })

  it('tells what has come of it', () => {
    expect(reverifiedWords({ checked: 1284, changed: 312 })).toBe(
      '312 of 1,284 events have another verdict now.',
    )
    expect(reverifiedWords({ checked: 1284, changed: 1 })).toBe('1 of 1,284 events has another verdict now.')
    expect(reverifiedWords({ checked: 1, changed: 1 })).toBe('The event has another verdict now.')
    expect(reverifiedWords({ checked: 1284, changed: 0 })).toBe('No verdict changed.')
  })
})

describe('the history of a verdict', () => {
  const receivedAt = at(23, 14, 2) + 7_000
  const said = (
    verdictAtReceipt: Verdict,
    verdict: Verdict,
    verdictChangedAt: number | null = at(23, 14, 20),
  ) => historyWords({ verdict, verdictAtReceipt, verdictChangedAt, receivedAt }, now)

  it('tells both verdicts, with their times', () => {
    expect(said('failed', 'verified')).toBe('Failed when it came, at 14:02:07; verified since 14:20.')
    expect(said('verified', 'failed', at(22, 9, 5))).toBe(
      'Verified when it came, at 14:02:07; failed since 22 Nov 2026, 09:05.',
    )
  })

  it('says that the first verdict stands again, and nothing of one that never changed', () => {
    expect(said('failed', 'failed')).toBe('Checked again; since 14:20 the verdict of its receipt stands.')
    expect(said('failed', 'failed', null)).toBeNull()
  })
})
