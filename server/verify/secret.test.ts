import { describe, expect, test } from 'vitest'
import { type ParsedSecret, parseSecret, readSecret, secretHint } from './secret.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const KEY = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')

describe('parseSecret', () => {
  test('reads the key with and without the prefix', () => {
    expect(keyOf(parseSecret(SECRET))).toEqual(KEY)
    expect(keyOf(parseSecret(SECRET.slice('whsec_'.length)))).toEqual(KEY)
    expect(parseSecret(SECRET)).toMatchObject({ ok: true, bytes: 24 })
  })

  test('takes off one prefix only', () => {
    expect(parseSecret(`whsec_${SECRET}`)).toMatchObject({
      ok: false,
      problem: 'Character 12 of the secret is “_”, which base64 does not have.',
    })
  })

  test('accepts base64 without its padding', () => {
    const key = Buffer.from('a key of 25 bytes, no more')
    const padded = key.toString('base64')
    expect(keyOf(parseSecret(padded.replace(/=+$/, '')))).toEqual(keyOf(parseSecret(padded)))
  })

  test('overlooks one character too many, as svix does: a line break behind 32 characters', () => {
    expect(keyOf(parseSecret(`${SECRET}\n`))).toEqual(KEY)
  })

  test.each([
    ['', 'The secret is empty.', "Secret can't be empty."],
    ['whsec_', 'Nothing follows whsec_.', null],
    ['whsec_AA', 'The secret is too short to be base64.', 'Base64Coder: incorrect padding'],
    [
      'whsec_AAAA====',
      'The secret ends in 4 “=”; base64 ends in at most 2.',
      'Base64Coder: incorrect padding',
    ],
  ])('refuses %j with a reason and the words of svix', (text, problem, svixError) => {
    expect(parseSecret(text)).toEqual({ ok: false, problem, svixError })
  })

  test.each([
    [`"${SECRET}"`, 1, 'a quotation mark'],
    [` ${SECRET}`, 1, 'a space'],
    [`v1,${SECRET}`, 3, '“,”'],
    ['whsec_MfKQ9r8GKYqrTw==\r', 21, '“=”'],
    ['whsec_MfKQ\tr8GKYq', 11, 'a tab'],
    ['whsec_MfKQ\nr8GKYq', 11, 'a line break'],
    ['sk_test_51H8', 3, '“_”'],
    ['whsec_MfKQ\u200br8GKYq', 11, 'U+200B'],
  ])('says which character of %j base64 does not have', (text, place, name) => {
    expect(parseSecret(text)).toEqual({
      ok: false,
      problem: `Character ${place} of the secret is ${name}, which base64 does not have.`,
      svixError: 'Base64Coder: incorrect characters for decoding',
    })
  })
})

describe('readSecret', () => {
  const stored = { id: 'sec_1', label: 'production', origin: 'user', expiresAt: null } as const

  test('gives a secret that is ready to verify with', () => {
    const { key, ...rest } = readSecret({ ...stored, text: SECRET })
    expect(key?.export()).toEqual(KEY)
    expect(rest).toEqual({ ...stored, problem: null, svixError: null })
  })

  test('keeps a malformed secret without a key, and why', () => {
    expect(readSecret({ ...stored, text: '' })).toMatchObject({ key: null, problem: 'The secret is empty.' })
  })

  test('does not hold the text of the secret', () => {
    expect(JSON.stringify(readSecret({ ...stored, text: SECRET }))).not.toContain('LaSw')
  })
})

describe('secretHint', () => {
  test.each([
    [SECRET, 'whsec_…LaSw'],
    ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', '…LaSw'],
    ['whsec_MfKQ9r8GKYqr', 'whsec_…KYqr'],
  ])('shows the prefix and the last four characters of %j', (text, hint) => {
    expect(secretHint(text)).toBe(hint)
  })

  test.each(['whsec_MfKQ9r8GKYq', 'whsec_', 'MfKQ9r8GKYq', ''])('shows nothing of the short %j', (text) => {
    expect(secretHint(text)).toBe(text.startsWith('whsec_') ? 'whsec_…' : '…')
  })
})

function keyOf(parsed: ParsedSecret): Buffer | null {
  return parsed.ok ? parsed.key.export() : null
}
