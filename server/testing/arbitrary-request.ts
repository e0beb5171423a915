import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'svix/dist/webhook.js'
import type { HeaderPair } from '../../shared/event.ts'
import { base64Of, secretText, weighted } from './arbitrary-secret.ts'

/** A request as it may come over the wire, whole or damaged, and the secrets to hold it against. */
export interface ArbitraryRequest {
  headers: HeaderPair[]
  body: Buffer
  receivedAt: number
  secrets: string[]
}

const body: fc.Arbitrary<Buffer> = fc.oneof(
  weighted(
    6,
    fc.json({ maxDepth: 3 }).map((json) => Buffer.from(json)),
  ),
  weighted(
    1,
    fc.json({ maxDepth: 1 }).map((json) => Buffer.from(`\ufeff${json}`)),
  ),
  weighted(
    1,
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => Buffer.from(text)),
  ),
  weighted(
    1,
    fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  ),
  weighted(1, fc.constant(Buffer.alloc(0))),
)

const messageId = fc.oneof(
  weighted(12, fc.stringMatching(/^msg_[A-Za-z0-9]{4,27}$/)),
  weighted(1, fc.constantFrom('msg_é', 'msg_\xc3\xa9', '\xff')),
  weighted(1, fc.constantFrom('', ' ', 'a.b', '0')),
)

/** Seconds from receipt to the timestamp, often at the very edge of the tolerance. */
const offsetS = fc.oneof(
  weighted(16, fc.integer({ min: -300, max: 300 })),
  weighted(4, fc.constantFrom(-302, -301, -300, -299, 299, 300, 301, 302)),
  weighted(1, fc.integer({ min: -2e9, max: 2e9 })),
)

const plain = (seconds: number) => `${seconds}`
const timestampForm: fc.Arbitrary<(seconds: number) => string> = fc.oneof(
  weighted(24, fc.constant(plain)),
  weighted(
    1,
    fc.constant((seconds: number) => `0${seconds}`),
  ),
  weighted(
    4,
    fc.constantFrom<(seconds: number) => string>(
      (seconds) => `+${seconds}`,
      (seconds) => `-${seconds}`,
      (seconds) => ` ${seconds}`,
      (seconds) => `\xa0${seconds}`,
      (seconds) => `${seconds} `,
      (seconds) => `${seconds}.5`,
      (seconds) => `${seconds}abc`,
      (seconds) => `${seconds}000`,
      (seconds) => new Date(seconds * 1000).toUTCString(),
      (seconds) => `0x${seconds.toString(16)}`,
      () => '9'.repeat(400),
      () => 'hello',
      () => '',
    ),
  ),
)

/** Entries of the signature header: `good` stands for the base64 that the signer computed. */
const signatureForm: fc.Arbitrary<(good: string) => string> = fc.oneof(
  weighted(
    8,
    fc.constant((good: string) => `v1,${good}`),
  ),
  weighted(
    6,
    fc
      .record({
        entries: fc.array(
          fc.constantFrom<(good: string) => string>(
            (good) => `v1,${good}`,
            (good) => `v1,${good}`,
            (good) => `v1,${good},more`,
            (good) => `v2,${good}`,
            (good) => `v1a,${good}`,
            (good) => ` v1,${good} `,
            (good) => `v1,${good.slice(0, -1)}`,
            (good) => `V1,${good}`,
            (good) => good,
            () => `v1,${base64Of(Buffer.alloc(32, 7))}`,
            () => 'v1,',
            () => 'v1',
            () => '',
          ),
          { minLength: 1, maxLength: 5 },
        ),
        separator: fc.constantFrom(' ', ' ', ' ', '  ', ',', '\t'),
      })
      .map(
        ({ entries, separator }) =>
          (good: string) =>
            entries.map((entry) => entry(good)).join(separator),
      ),
  ),
)

type Triple = [id: string, timestamp: string, signature: string]

/** How the three values become header lines. */
const headerForm: fc.Arbitrary<(values: Triple) => HeaderPair[]> = fc.oneof(
  weighted(
    6,
    fc.constant((values: Triple) => inSet(values, ['svix', 'svix', 'svix'])),
  ),
  weighted(
    3,
    fc.constant((values: Triple) => inSet(values, ['webhook', 'webhook', 'webhook'])),
  ),
  weighted(
    2,
    fc
      .tuple(...[0, 1, 2].map(() => fc.constantFrom('svix', 'webhook', 'Svix', 'WEBHOOK')))
      .map((sets) => (values: Triple) => inSet(values, sets)),
  ),
  weighted(
    2,
    fc
      .subarray([0, 1, 2], { maxLength: 2 })
      .map(
        (kept) => (values: Triple) =>
          inSet(values, ['svix', 'svix', 'svix']).filter((_, i) => kept.includes(i)),
      ),
  ),
  weighted(
    2,
    fc
      .record({
        place: fc.nat(2),
        other: fc.constantFrom('', 'other', 'v1,b3RoZXI=', '1'),
        first: fc.boolean(),
      })
      .map(({ place, other, first }) => (values: Triple) => {
        const pairs = inSet(values, ['svix', 'svix', 'svix'])
        const repeat: HeaderPair = [pairs[place]![0].toUpperCase(), other]
        return first ? [repeat, ...pairs] : [...pairs, repeat]
      }),
  ),
  weighted(
    2,
    fc.constantFrom('svix', 'webhook').map((good) => (values: Triple) => {
      const sets = good === 'svix' ? ['webhook', 'svix'] : ['svix', 'webhook']
      return [
        ...inSet(['msg_other', '1', 'v1,b3RoZXI='], Array(3).fill(sets[0])),
        ...inSet(values, Array(3).fill(sets[1])),
      ]
    }),
  ),
)

/** One bit turned over, somewhere; `at` and `bit` are taken modulo what is there. */
const damage = fc.oneof(
  weighted(5, fc.constant(null)),
  weighted(
    1,
    fc.record({
      where: fc.constantFrom('id', 'timestamp', 'signature', 'body', 'secret', 'name'),
      at: fc.nat(10_000),
      bit: fc.nat(7),
    }),
  ),
)

/**
 * Requests that are signed well about as often as not. `signer` chooses whose reading is signed: the bytes as
 * they are sent, or the text as the `svix` package makes it of them.
 */
export const arbitraryRequest: fc.Arbitrary<ArbitraryRequest> = fc
  .record({
    secrets: fc.oneof(
      weighted(
        3,
        secretText.map((text) => [text]),
      ),
      weighted(1, fc.array(secretText, { minLength: 2, maxLength: 3 })),
    ),
    chosen: fc.nat(2),
    body,
    messageId,
    receivedAt: fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
    offsetS,
    timestampForm,
    signatureForm,
    headerForm,
    signer: fc.constantFrom('bytes', 'library'),
    damage,
  })
  .map((made) => {
    const secret = made.secrets[made.chosen % made.secrets.length]!
    const timestamp = made.timestampForm(Math.floor(made.receivedAt / 1000) + made.offsetS)
    const good =
      made.signer === 'bytes'
        ? signBytes(secret, made.messageId, timestamp, made.body)
        : signAsLibrary(secret, made.messageId, timestamp, made.body)
    const values: Triple = [made.messageId, timestamp, made.signatureForm(good)]
    const request = { ...made, headers: made.headerForm(values) }
    return hurt(request, made.damage)
  })

function inSet(values: Triple, sets: readonly string[]): HeaderPair[] {
  return (['id', 'timestamp', 'signature'] as const).map((part, i) => [`${sets[i]}-${part}`, values[i]!])
}

function signBytes(secret: string, id: string, timestamp: string, bytes: Buffer): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.`, 'latin1').update(bytes).digest('base64')
}

function signAsLibrary(secret: string, id: string, timestamp: string, bytes: Buffer): string {
  const at = new Date((Number.parseInt(timestamp, 10) || 0) * 1000)
  try {
    return new Webhook(secret).sign(id, at, bytes).slice('v1,'.length)
  } catch {
    return signBytes(secret, id, timestamp, bytes)
  }
}

type Damage = { where: string; at: number; bit: number } | null

function hurt({ headers, body, receivedAt, secrets }: ArbitraryRequest, done: Damage): ArbitraryRequest {
  const request = { headers, body, receivedAt, secrets }
  if (done === null) return request
  const flip = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[done.at % copy.length]! ^= 1 << done.bit
    return copy
  }
  const flipText = (text: string) => flip(Buffer.from(text, 'latin1')).toString('latin1')
  switch (done.where) {
    case 'body':
      return { ...request, body: flip(body) }
    case 'secret':
      return { ...request, secrets: secrets.map(flipText) }
    case 'name':
      return { ...request, headers: headers.map(([name, value]) => [flipText(name), value]) }
    default:
      return {
        ...request,
        headers: headers.map(([name, value]) => [
          name,
          name.toLowerCase().endsWith(done.where) ? flipText(value) : value,
        ]),
      }
  }
}
