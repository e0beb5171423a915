import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { type EndpointSecret, readSecret } from './secret.ts'
import { sign } from './sign.ts'
import { verify } from './verify.ts'

const receivedAt = 1_700_000_000_500
const body = Buffer.from('{"type":"user.created","data":{"id":"1"}}')
const current = secret('current', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
const old = secret('old', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD')
const malformed = secret('malformed', 'whsec_not-base64')
const sample: EndpointSecret = {
  ...secret('samples', 'whsec_c2FtcGxlc2FtcGxlc2FtcGxlc2Ft'),
  origin: 'sample',
}

describe('a verdict', () => {
  test('is verified when a signature by a secret of the endpoint came in time', () => {
    const result = verify({ headers: signedBy(current), body, secrets: [current], receivedAt })
    expect(result).toEqual({
      verdict: 'verified',
      matched: { secretId: 'sec_current', label: 'current', position: 1 },
      messageId: 'msg_1',
      sentAt: 1_700_000_000_000,
    })
  })

  test('is the same for webhook-* headers', () => {
    const headers = signedBy(current).map(
      ([name, value]): HeaderPair => [name.replace('svix', 'Webhook'), value],
    )
    expect(verify({ headers, body, secrets: [current], receivedAt }).verdict).toBe('verified')
  })

  test('is failed when a byte of the body differs', () => {
    const changed = Buffer.concat([body, Buffer.from('\n')])
    const result = verify({ headers: signedBy(current), body: changed, secrets: [current], receivedAt })
    expect(result).toMatchObject({ verdict: 'failed', matched: null, messageId: 'msg_1' })
  })

  test.each([['svix-id'], ['svix-timestamp'], ['svix-signature']])(
    'is failed when %s is missing or empty',
    (name) => {
      const headers = signedBy(current)
      const without = headers.filter(([other]) => other !== name)
      const empty = headers.map(([other, value]): HeaderPair => [other, other === name ? '' : value])
      expect(verify({ headers: without, body, secrets: [current], receivedAt }).verdict).toBe('failed')
      expect(verify({ headers: empty, body, secrets: [current], receivedAt }).verdict).toBe('failed')
    },
  )

  test('is unsigned when no signature header came, with or without a secret', () => {
    const nothing = { verdict: 'unsigned', matched: null, messageId: null, sentAt: null }
    const headers: HeaderPair[] = [['content-type', 'application/json']]
    expect(verify({ headers, body, secrets: [current], receivedAt })).toEqual(nothing)
    expect(verify({ headers, body, secrets: [], receivedAt })).toEqual(nothing)
  })

  test('is unchecked when the endpoint has no secret', () => {
    const result = verify({ headers: signedBy(current), body, secrets: [], receivedAt })
    expect(result).toMatchObject({ verdict: 'unchecked', matched: null, messageId: 'msg_1' })
  })

  test('is judged against the time of receipt, to the whole second and with both ends included', () => {
    const at = (time: number) =>
      verify({ headers: signedBy(current), body, secrets: [current], receivedAt: time }).verdict
    expect(at(1_700_000_300_999)).toBe('verified')
    expect(at(1_700_000_301_000)).toBe('failed')
    expect(at(1_699_999_700_000)).toBe('verified')
    expect(at(1_699_999_699_999)).toBe('failed')
  })
})

describe('several secrets', () => {
  test('the one that matches is named, and the place of its signature', () => {
    const headers = signedBy(current, old)
    const result = verify({ headers, body, secrets: [malformed, old], receivedAt })
    expect(result.matched).toEqual({ secretId: 'sec_old', label: 'old', position: 2 })
  })

  test('of two that match the one whose signature comes first is named, in whatever order they stand here', () => {
    const headers = signedBy(current, old)
    for (const secrets of [
      [old, current],
      [current, old],
    ]) {
      expect(verify({ headers, body, secrets, receivedAt }).matched).toMatchObject({
        label: 'current',
        position: 1,
      })
    }
  })

  test('the place counts signatures of version v1 alone', () => {
    const headers = signedBy(current).map(([name, value]): HeaderPair => {
      return [name, name === 'svix-signature' ? `v1a,AAAA  v2,BBBB ${value}` : value]
    })
    expect(verify({ headers, body, secrets: [current], receivedAt }).matched?.position).toBe(1)
  })

  test('an expired secret is not used from its very millisecond on', () => {
    const expiring = (expiresAt: number) => {
      const secrets = [{ ...current, expiresAt }]
      return verify({ headers: signedBy(current), body, secrets, receivedAt }).verdict
    }
    expect(expiring(receivedAt + 1)).toBe('verified')
    expect(expiring(receivedAt)).toBe('failed')
  })

  test('the verdict is failed, not unchecked, when all are expired or malformed', () => {
    const secrets = [{ ...old, expiresAt: 1 }, malformed]
    expect(verify({ headers: signedBy(current), body, secrets, receivedAt }).verdict).toBe('failed')
  })
})

describe('the sample secret', () => {
  test('verifies what it signed', () => {
    const result = verify({ headers: signedBy(sample), body, secrets: [sample], receivedAt })
    expect(result).toMatchObject({ verdict: 'verified', matched: { label: 'samples' } })
  })

  test('leaves what others signed unchecked', () => {
    expect(verify({ headers: signedBy(current), body, secrets: [sample], receivedAt }).verdict).toBe(
      'unchecked',
    )
  })

  test('comes after the secrets of the user', () => {
    const result = verify({
      headers: signedBy(sample, current),
      body,
      secrets: [sample, current],
      receivedAt,
    })
    expect(result.matched).toMatchObject({ label: 'current', position: 2 })
  })
})

describe('signature headers that came twice', () => {
  test('are read as one, so that each signature counts', () => {
    const headers: HeaderPair[] = [...signedBy(old), ...signedBy(current).slice(2)]
    const result = verify({ headers, body, secrets: [current], receivedAt })
    expect(result).toMatchObject({ verdict: 'verified', matched: { position: 2 } })
  })
})

describe('the time of sending', () => {
  test.each([
    ['1700000000000', 1_700_000_000_000_000],
    ['8640000000001', null],
    ['9'.repeat(400), null],
    ['soon', null],
  ])('of timestamp %s is %s', (timestamp, sentAt) => {
    const headers: HeaderPair[] = [['svix-timestamp', timestamp]]
    expect(verify({ headers, body, secrets: [], receivedAt }).sentAt).toBe(sentAt)
  })
})

function secret(label: string, text: string): EndpointSecret {
  return readSecret({ id: `sec_${label}`, label, origin: 'user', expiresAt: null, text })
}

function signedBy(...secrets: EndpointSecret[]): HeaderPair[] {
  const [id, timestamp] = ['msg_1', '1700000000']
  const signatures = secrets.map(({ key }) => sign({ id, timestamp, body, key: key! }))
  return [
    ['svix-id', id],
    ['svix-timestamp', timestamp],
    ['svix-signature', signatures.join(' ')],
  ]
}
