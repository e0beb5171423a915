import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { HeaderPair } from '../../../shared/event.ts'
import { type HandlerOptions, type RunningHandler, startableHandlers } from '../../testing/handlers/index.ts'
import { signedRequest, testSecret } from '../../testing/signed-request.ts'
import { readAnswer, type Sent } from './read-answer.ts'

const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
/** Neither what `JSON.stringify` writes nor what `json.dumps` does. */
const body = '{ "type":"user.created",\n "data":{"name":"Zoë \\u00e9 😀"} }'
const kinds = startableHandlers()

/** What each says where it names its reason: `from`. Hono and Python keep to words of their own. */
const speaks: Record<string, string> = { Hono: 'the handler itself', Python: 'the handler itself' }

describe.each(kinds)('a handler in $name', ({ name, start }) => {
  let right: RunningHandler
  let parsing: RunningHandler
  beforeAll(async () => {
    right = await start({ secret: testSecret })
    parsing = await start({ secret: testSecret, parsesFirst: true })
  })
  afterAll(async () => {
    await right.close()
    await parsing.close()
  })

  it('accepts what is signed, to the last byte', async () => {
    const before = (await right.received()).length
    const { status, reading } = await deliver(right)
    expect(status).toBe(200)
    expect(reading).toBeNull()
    const received = (await right.received())[before]
    expect(received).toMatchObject({ id: 'msg_1', duplicate: false })
    expect(received?.body.toString()).toBe(body)
  })

  it('with another secret is read as such', async () => {
    const { reading } = await deliver(right, { secret: otherSecret, secretLabel: 'staging' })
    expect(reading).toMatchObject({
      from: speaks[name] ?? 'svix',
      meaning: expect.stringContaining('another than "staging"'),
      causes: ['wrong_secret_other_endpoint', 'body_reserialized', 'secret_retired'],
      certain: ['The signature we sent was valid for these bytes and this secret ("staging"), and 1 s old.'],
    })
  })

  it('that refuses an old request is read as such', async () => {
    const { reading } = await deliver(right, { ageS: 3600 })
    expect(reading).toMatchObject({
      from: speaks[name] ?? 'svix',
      meaning: expect.stringContaining('Send it signed anew'),
      causes: ['timestamp_too_old'],
    })
  })

  it('that refuses a request from the future is read as such', async () => {
    const { reading } = await deliver(right, { ageS: -3600 })
    expect(reading).toMatchObject({ from: speaks[name] ?? 'svix', causes: ['timestamp_too_new'] })
  })

  it('that misses the signature is read as such', async () => {
    const { reading } = await deliver(right, { signature: 'none' })
    expect(reading).toMatchObject({
      from: speaks[name] ?? 'svix',
      causes: ['header_missing'],
      certain: ['We sent it without signature headers.'],
    })
  })

  it('that refuses an edited body under its old signature is read as such', async () => {
    const { reading } = await deliver(right, { edited: '{"type":"user.deleted"}' })
    expect(reading).toMatchObject({ meaning: expect.stringMatching(/^It was edited/), causes: [] })
  })

  it('that parses the body first is read as such', async () => {
    const { status, reading } = await deliver(parsing)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(reading?.causes).toContain('body_reserialized')
    expect(reading?.certain[0]).toMatch(/^The signature we sent was valid for these bytes/)
  })
})

describe('what a handler throws', () => {
  const named = kinds.filter(({ name }) => ['Express', 'Next.js', 'Node.js', 'Fastify'].includes(name))

  it.each(named)('in $name over its secret is read as such', async ({ start }) => {
    await expectCause(start, { secret: `"${testSecret}"` }, 'secret_quotes_or_whitespace')
    await expectCause(start, { secret: `v1,${testSecret}` }, 'secret_quotes_or_whitespace')
    await expectCause(start, { secret: '' }, 'secret_malformed')
  })

  it.each(kinds.filter(({ name }) => ['Express', 'Node.js', 'Fastify'].includes(name)))(
    'in $name over a parsed body is read as the certain cause',
    async ({ start }) => {
      await expectCause(start, { secret: testSecret, parsesFirst: true }, 'body_reserialized')
    },
  )

  it('tells of the library that spoke, not of the page around its words', async () => {
    const express = kinds.find(({ name }) => name === 'Express')!
    await running(express.start, { secret: `"${testSecret}"` }, async (handler) => {
      expect((await deliver(handler)).reading).toMatchObject({
        from: 'svix for JavaScript',
        words: 'Base64Coder: incorrect characters for decoding',
      })
    })
  })
})

describe('what has nothing to do with the signature', () => {
  const at = (name: string) => kinds.filter((kind) => kind.name === name).map(({ start }) => start)

  it.each([
    ['Express', 'Express', /no route/],
    ['Next.js', 'Next.js', /no route at this path/],
    ['Node.js', 'HTTP', /nothing at this path/],
    ['Fastify', 'Fastify', /no route/],
    ['Hono', 'Hono', /no route/],
    ['Python', 'HTTP', /nothing at this path/],
  ])('is a path that %s does not know', async (name, from, meaning) => {
    for (const start of at(name)) {
      await running(start, { secret: testSecret }, async (handler) => {
        const { status, reading } = await deliver(handler, { path: '/api/webhook' })
        expect(status).toBe(404)
        expect(reading).toMatchObject({ from, meaning: expect.stringMatching(meaning), causes: [] })
      })
    }
  })

  it.each([
    ['Next.js', 'Next.js', 405, /does not export this method/],
    ['Python', 'http.server', 501, /no do_POST/],
  ])('is a method that %s does not take', async (name, from, expected, meaning) => {
    for (const start of at(name)) {
      await running(start, { secret: testSecret }, async (handler) => {
        const { status, reading } = await deliver(handler, { method: 'PUT' })
        expect(status).toBe(expected)
        expect(reading).toMatchObject({ from, meaning: expect.stringMatching(meaning), causes: [] })
      })
    }
  })

  it('is a content type for which Fastify has no parser', async () => {
    for (const start of at('Fastify')) {
      await running(start, { secret: testSecret, parsesFirst: true }, async (handler) => {
        const { status, reading } = await deliver(handler, { type: 'application/cloudevents' })
        expect(status).toBe(415)
        expect(reading).toMatchObject({ from: 'Fastify', causes: [] })
      })
    }
  })

  it('is a body that is larger than a parser takes', async () => {
    for (const [name, from] of [
      ['Express', 'Express'],
      ['Fastify', 'Fastify'],
    ] as const) {
      for (const start of at(name)) {
        await running(start, { secret: testSecret, maxBytes: 10 }, async (handler) => {
          const { status, reading } = await deliver(handler)
          expect(status).toBe(413)
          expect(reading).toMatchObject({ from, causes: [] })
        })
      }
    }
  })

  it('is a body that a JSON parser before the handler cannot read', async () => {
    for (const [name, from] of [
      ['Express', 'a JSON parser in JavaScript'],
      ['Fastify', 'Fastify'],
    ] as const) {
      for (const start of at(name)) {
        await running(start, { secret: testSecret, parsesFirst: true }, async (handler) => {
          const { status, reading } = await deliver(handler, { text: '{"type":' })
          expect(status).toBe(400)
          expect(reading).toMatchObject({ from })
        })
      }
    }
  })
})

interface Delivery {
  secret?: string
  secretLabel?: string
  ageS?: number
  signature?: Sent['signature']
  /** The body that is sent in the place of the signed one. */
  edited?: string
  text?: string
  path?: string
  method?: string
  type?: string
}

/** Sends a signed request and reads the answer, with all that the sender of it knows. */
async function deliver(handler: RunningHandler, how: Delivery = {}) {
  const { secret = testSecret, ageS = 1, edited, text = body } = how
  const made = signedRequest(text, { secret, at: Date.now() - ageS * 1000 })
  const all: HeaderPair[] = Object.entries({
    ...made.headers,
    'content-type': how.type ?? 'application/json',
  })
  const headers = how.signature === 'none' ? all.filter(([name]) => !name.startsWith('svix-')) : all
  const url = how.path ? new URL(how.path, handler.url) : handler.url
  const reply = await fetch(url, { method: how.method ?? 'POST', headers, body: edited ?? text })
  const answer = { status: reply.status, headers: [...reply.headers], body: await reply.text() }
  const unsigned = how.signature === 'none'
  const sent: Sent = {
    signature: how.signature ?? (edited === undefined ? 'resign' : 'original'),
    signatureValid: unsigned ? null : edited === undefined,
    ageS: unsigned ? null : ageS,
    secretLabel: unsigned ? null : (how.secretLabel ?? 'production'),
    edited: edited !== undefined,
  }
  return { status: reply.status, reading: readAnswer({ request: { headers }, answer, sent }) }
}

type Start = (typeof kinds)[number]['start']

async function running(
  start: Start,
  options: HandlerOptions,
  act: (handler: RunningHandler) => Promise<void>,
) {
  const handler = await start(options)
  try {
    await act(handler)
  } finally {
    await handler.close()
  }
}

function expectCause(start: Start, options: HandlerOptions, cause: CauseCode) {
  return running(start, options, async (handler) => {
    const { status, reading } = await deliver(handler)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(reading?.causes[0]).toBe(cause)
  })
}
