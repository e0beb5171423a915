import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { type ArbitraryRequest, arbitraryRequest } from '../testing/arbitrary-request.ts'
import { secretText } from '../testing/arbitrary-secret.ts'
import { diagnose, type SecretWithText } from './diagnose.ts'
import { svixVerdict } from './oracle.ts'
import { type EndpointSecret, parseSecret, readSecret } from './secret.ts'
import { sign } from './sign.ts'
import { verify } from './verify.ts'

interface Difference {
  name: string
  why: string
  /** Both sides of a request that they judge differently: is this difference the reason? */
  explains: (request: ArbitraryRequest, ours: boolean, svix: SvixAnswer) => boolean
  /** A request that shows it. */
  example: ArbitraryRequest
  /** What each side makes of the example. */
  oursAccepts: boolean
  svixError: string | null
}

interface SvixAnswer {
  /** Null: accepted. */
  error: Error | null
}

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const NOW = 1_614_265_330_000

/** Every way in which Hooklens and `svix` 1.99.1 may disagree on a request. */
const differences: Difference[] = [
  {
    name: 'a timestamp with something behind the integer',
    why: 'svix reads it with parseInt and signs what it read, not what came',
    explains: (request, ours, svix) =>
      !ours && svix.error === null && /\d\D/.test(headerOf(request, 'timestamp')),
    example: exampleOf({ timestamp: '1614265330abc', signedTimestamp: '1614265330' }),
    oursAccepts: false,
    svixError: null,
  },
  {
    name: 'a timestamp with a leading zero',
    why: 'svix reads 0161… as 161… and signs that',
    explains: (request, ours, svix) =>
      !ours && svix.error === null && /^[\s+-]*0\d/.test(headerOf(request, 'timestamp')),
    example: exampleOf({ timestamp: '01614265330', signedTimestamp: '1614265330' }),
    oursAccepts: false,
    svixError: null,
  },
  {
    name: 'a timestamp with a sign or a space',
    why: 'svix reads +161… as 161… and signs that',
    explains: (request, ours, svix) =>
      !ours && svix.error === null && /^[\s+-]/.test(headerOf(request, 'timestamp')),
    example: exampleOf({ timestamp: '+1614265330', signedTimestamp: '1614265330' }),
    oursAccepts: false,
    svixError: null,
  },
  {
    name: 'a body that is not UTF-8',
    why: 'svix decodes the body and signs the text, with U+FFFD in place of what it cannot decode',
    explains: (request) => !isUtf8(request.body),
    example: exampleOf({ body: Buffer.from([0x22, 0xff, 0x22]) }),
    oursAccepts: true,
    svixError: 'No matching signature found',
  },
  {
    name: 'a message id that is not ASCII',
    why: 'svix takes the latin1 string that Node makes of the bytes and encodes it as UTF-8',
    explains: (request) => [...headerOf(request, 'id')].some((character) => character > '\x7f'),
    example: exampleOf({ id: 'msg_\xc3\xa9' }),
    oursAccepts: true,
    svixError: 'No matching signature found',
  },
  {
    name: 'a body that is not JSON',
    why: 'svix parses the body once the signature is good, and throws what JSON.parse throws',
    explains: (_, ours, svix) => ours && svix.error instanceof SyntaxError,
    example: exampleOf({ body: Buffer.from('') }),
    oursAccepts: true,
    svixError: 'Unexpected end of JSON input',
  },
  {
    name: 'a secret that is nothing but its prefix',
    why: 'svix takes it as the empty key, with which anybody can sign',
    explains: (request, ours, svix) => !ours && svix.error === null && request.secrets.includes('whsec_'),
    example: exampleOf({ secret: 'whsec_' }),
    oursAccepts: false,
    svixError: null,
  },
]

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterAll(() => void vi.useRealTimers())

describe('verify and svix', () => {
  test('agree on every request but for the differences that are named', () => {
    const seen = new Map<string, number>()
    const tally = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
    fc.assert(
      fc.property(arbitraryRequest, fc.constantFrom('user', 'user', 'user', 'sample'), (request, origin) => {
        const { verdict } = verify({ ...request, secrets: secretsOf(request, origin) })
        const ours = verdict === 'verified'
        const svix = realSvix(request)
        tally(verdict)
        if (ours === (svix.error === null)) return
        const reasons = differences.filter((difference) => difference.explains(request, ours, svix))
        expect(reasons, `${verdict} here, “${svix.error?.message}” there`).not.toEqual([])
        for (const reason of reasons) tally(reason.name)
      }),
      { numRuns: 6000 },
    )
    for (const what of ['unsigned', 'unchecked', ...differences.map(({ name }) => name)]) {
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(0)
    }
    expect(seen.get('verified')).toBeGreaterThan(1000)
    expect(seen.get('failed')).toBeGreaterThan(1000)
  })

  for (const { name, why, example, oursAccepts, svixError, explains } of differences) {
    test(`disagree on ${name}, because ${why}`, () => {
      const svix = realSvix(example)
      const { verdict } = verify({ ...example, secrets: secretsOf(example) })
      expect(verdict).toBe(oursAccepts ? 'verified' : 'failed')
      expect(svix.error?.message ?? null).toBe(svixError)
      expect(explains(example, oursAccepts, svix)).toBe(true)
    })
  }

  test('take the same texts for secrets, and make the same keys of them', () => {
    const outcomes = { good: 0, bad: 0 }
    fc.assert(
      fc.property(secretText, fc.uint8Array(), (text, bytes) => {
        const parsed = parseSecret(text)
        const body = Buffer.from(`"${Buffer.from(bytes).toString('hex')}"`)
        const real = signWithSvix(text, body)
        if (parsed.ok) {
          outcomes.good++
          expect(sign({ id: 'msg', timestamp: '1614265330', body, key: parsed.key })).toBe(real.signature)
        } else {
          outcomes.bad++
          expect(real.error).toBe(parsed.svixError)
        }
      }),
      { numRuns: 2000 },
    )
    expect(outcomes.good).toBeGreaterThan(200)
    expect(outcomes.bad).toBeGreaterThan(200)
  })
})

describe('the oracle', () => {
  test('says word for word what svix says when the clock stands at the time of receipt', () => {
    const said = new Set<string>()
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const { receivedAt, ...rest } = request
        const { error } = svixVerdict({ ...rest, secrets: secretsOf(request), at: receivedAt })
        expect(error).toBe(realSvix(request).error?.message ?? null)
        said.add(error ?? 'accepted')
      }),
      { numRuns: 3000 },
    )
    expect([...said]).toEqual(
      expect.arrayContaining([
        'accepted',
        "Secret can't be empty.",
        'Base64Coder: incorrect padding',
        'Base64Coder: incorrect characters for decoding',
        'Missing required headers',
        'Invalid Signature Headers',
        'Message timestamp too old',
        'Message timestamp too new',
        'No matching signature found',
        'Unexpected end of JSON input',
      ]),
    )
  })
})

describe('the diagnosis', () => {
  test('passes all four checks exactly when the event is verified', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const secrets = secretsOf(request)
        const { verdict } = verify({ ...request, secrets })
        const { checks } = diagnose({ ...request, verdict }, secrets)
        expect(checks.every(({ outcome }) => outcome === 'pass')).toBe(verdict === 'verified')
      }),
      { numRuns: 500 },
    )
  })
})

function secretsOf(
  { secrets }: ArbitraryRequest,
  origin: EndpointSecret['origin'] = 'user',
): SecretWithText[] {
  return secrets.map((text, i) =>
    withText({ id: `sec_${i}`, label: `secret ${i}`, origin, expiresAt: null, text }),
  )
}

/** The real package, the clock at the time of receipt, one secret after the other; a good signature counts most. */
function realSvix({ headers, body, receivedAt, secrets }: ArbitraryRequest): SvixAnswer {
  vi.setSystemTime(receivedAt)
  const errors = secrets.map((secret) => {
    try {
      new Webhook(secret).verify(body, asNodeJoins(headers))
      return null
    } catch (error) {
      return error as Error
    }
  })
  const signed = errors.find((error) => error === null || error instanceof SyntaxError)
  return { error: signed === undefined ? (errors[0] ?? null) : signed }
}

function signWithSvix(secret: string, body: Buffer): { signature: string | null; error: string | null } {
  try {
    return { signature: new Webhook(secret).sign('msg', new Date(NOW), body), error: null }
  } catch (error) {
    return { signature: null, error: (error as Error).message }
  }
}

function asNodeJoins(headers: readonly HeaderPair[]): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    joined[key] = key in joined ? `${joined[key]}, ${value}` : value
  }
  return joined
}

function headerOf({ headers }: ArbitraryRequest, part: 'id' | 'timestamp'): string {
  const joined = asNodeJoins(headers)
  return joined[`svix-${part}`] ?? joined[`webhook-${part}`] ?? ''
}

interface ExampleParts {
  id?: string
  timestamp?: string
  /** What the sender signed, where that is not what came. */
  signedTimestamp?: string
  body?: Buffer
  secret?: string
}

function exampleOf(parts: ExampleParts): ArbitraryRequest {
  const { id = 'msg_1', timestamp = '1614265330', signedTimestamp = timestamp, secret = SECRET } = parts
  const body = parts.body ?? Buffer.from('{"a":1}')
  const parsed = parseSecret(secret)
  const signature = parsed.ok
    ? sign({ id, timestamp: signedTimestamp, body, key: parsed.key })
    : new Webhook(secret).sign(id, new Date(Number(signedTimestamp) * 1000), body)
  return {
    headers: [
      ['svix-id', id],
      ['svix-timestamp', timestamp],
      ['svix-signature', signature],
    ],
    body,
    receivedAt: NOW,
    secrets: [secret],
  }
}

function withText(stored: Parameters<typeof readSecret>[0]) {
  return { ...readSecret(stored), text: stored.text }
}
