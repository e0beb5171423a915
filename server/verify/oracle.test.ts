import { Webhook } from 'svix'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { svixVerdict } from './oracle.ts'
import { readSecret } from './secret.ts'

const at = 1_700_000_000_000
const GOOD = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const OTHER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
const MALFORMED = 'whsec_not-base64'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: at }))
afterEach(() => void vi.useRealTimers())

describe('svixVerdict', () => {
  test('names the version that it speaks for', () => {
    expect(judge('{}', [GOOD]).version).toBe('1.99.1')
  })

  test('accepts when one of several secrets matches', () => {
    expect(judge('{}', [MALFORMED, OTHER, GOOD]).error).toBeNull()
  })

  test('gives the error of the first secret when none matches', () => {
    expect(judge('{}', [OTHER, MALFORMED]).error).toBe('No matching signature found')
    expect(judge('{}', [MALFORMED, OTHER]).error).toBe('Base64Coder: incorrect characters for decoding')
  })

  test('gives the SyntaxError of a body that is not JSON, whichever secret matched', () => {
    expect(judge('a=1', [OTHER, GOOD]).error).toMatch(/^Unexpected token/)
  })

  test('says that the secret is missing where there is none and the headers are in order', () => {
    expect(judge('{}', []).error).toBe("Secret can't be empty.")
    expect(svixVerdict({ headers: [], body: Buffer.alloc(0), secrets: [], at }).error).toBe(
      'Missing required headers',
    )
  })

  test('judges the past as the past', () => {
    vi.setSystemTime(at + 86_400_000)
    expect(judge('{}', [GOOD]).error).toBeNull()
  })

  test.each([
    ['a large body', JSON.stringify('x'.repeat(200_000))],
    ['a large body of many alphabets', JSON.stringify('ë漢🙂'.repeat(20_000))],
  ])('agrees with svix on %s, whose HMAC is not made by the package', (_, text) => {
    const body = Buffer.from(text)
    const damaged = Buffer.from(body)
    damaged[100_000]! ^= 1
    expect(judge(body, [GOOD]).error).toBeNull()
    const headers = headersFor(body)
    expect(() => new Webhook(GOOD).verify(damaged, Object.fromEntries(headers))).toThrow(
      svixVerdict({ headers, body: damaged, secrets: [secret(GOOD)], at }).error!,
    )
  })

  test('reads a view into a larger buffer as the view', () => {
    const view = new Uint8Array(Buffer.from('junk{}junk')).subarray(4, 6)
    expect(judge(view, [GOOD]).error).toBeNull()
  })
})

function judge(content: string | Uint8Array, secrets: string[]) {
  const body = Buffer.from(content)
  return svixVerdict({
    headers: headersFor(body),
    body: typeof content === 'string' ? body : content,
    secrets: secrets.map(secret),
    at,
  })
}

function headersFor(body: Buffer): HeaderPair[] {
  return [
    ['svix-id', 'msg_1'],
    ['svix-timestamp', `${at / 1000}`],
    ['svix-signature', new Webhook(GOOD).sign('msg_1', new Date(at), body)],
  ]
}

function secret(text: string) {
  return readSecret({ id: text, label: text, origin: 'user', expiresAt: null, text })
}
