import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../shared/verdict.ts'
import { ordinal, signatureCount, verdictWords } from './verdict.ts'

const said = (
  verdict: Verdict,
  titles: string[] = [],
  position: number | null = null,
  signatures = 'v1,a',
) => {
  const words = verdictWords({
    verdict,
    verifiedBy: null,
    headers: [['Svix-Signature', signatures]],
    diagnosis: {
      verdict,
      checks: [],
      matched: position === null ? null : { secretId: 'sec_1', label: 'production', position },
      causes: titles.map((title) => ({
        code: 'unexplained',
        confidence: 'possible',
        title,
        explanation: '',
        fix: '',
        evidence: {},
      })),
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

  it('names the first cause of a failure', () => {
    expect(said('failed', ['no signature matches', 'it arrived 400 s after it was signed'])).toBe(
      'Not verified: no signature matches',
    )
  })

  it('says of an event that nothing speaks against now that it was not verified then', () => {
    expect(said('failed')).toBe('Not verified when it came')
  })

  it('tells unsigned from unchecked', () => {
    expect(said('unsigned')).toBe('Unsigned: no signature headers came')
    expect(said('unchecked')).toBe('Unchecked: this endpoint had no secret')
  })
})

describe('the number of signatures', () => {
  it('counts those of version v1, also where the header came twice', () => {
    expect(signatureCount([['svix-signature', 'v1a,x v1,a  v1,b v2,c']])).toBe(2)
    expect(
      signatureCount([
        ['svix-signature', 'v1,a'],
        ['Svix-Signature', 'v1,b'],
        ['webhook-signature', 'v1,c'],
      ]),
    ).toBe(2)
    expect(signatureCount([['webhook-signature', 'v1,c']])).toBe(1)
    expect(signatureCount([])).toBe(0)
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
