import { describe, expect, it } from 'vitest'
import type { Check } from '../../../shared/diagnosis.ts'
import type { Verdict } from '../../../shared/verdict.ts'
import { ordinal, verdictWords } from './verdict.ts'

const said = (
  verdict: Verdict,
  failing: Check['check'][] = [],
  position: number | null = null,
  signatures = 'v1,a',
) => {
  const words = verdictWords({
    verdict,
    verifiedBy: null,
    headers: [['Svix-Signature', signatures]],
    diagnosis: {
      verdict,
      checks: failing.map((check) => ({ check, outcome: 'fail', message: '' })),
      matched: position === null ? null : { secretId: 'sec_1', label: 'production', position },
      causes: [],
      svix: { version: '1.99.1', error: null },
    },
  })
  return words.before + (words.secret ?? '') + words.after
}

describe('the verdict as a sentence', () => {
  it('names the secret, and the place where there are several signatures', () => {
    expect(said('verified', [], 1)).toBe('Verified with production')
    expect(said('verified', [], 2, 'v1,a v1,b')).toBe('Verified with production, 2nd of 2 signatures')
  })

  it('says what a reader can act on when more than one check fails', () => {
    expect(said('failed', ['timestamp', 'signature'])).toBe('Not verified: no signature matches')
    expect(said('failed', ['timestamp'])).toBe(
      'Not verified: the signature matches, but the timestamp is out of bounds',
    )
    expect(said('failed', ['headers', 'signature'])).toBe(
      'Not verified: the signature headers are not complete',
    )
  })

  it('tells unsigned from unchecked', () => {
    expect(said('unsigned')).toBe('Unsigned: no signature headers came')
    expect(said('unchecked')).toBe('Unchecked: this endpoint had no secret')
  })
})

it('counts in words', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '112th',
  ])
})
