import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningWritten, writtenTypes } from './written.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
let messages = 0

/** What every handler that is written for a reader does. */
export function describeWritten(name: string, start: () => Promise<RunningWritten>): void {
  describe(name, () => {
    let handler: RunningWritten
    /** What the work was called with since the test began. */
    let worked: () => Promise<string[]>

    beforeAll(async () => {
      handler = await start()
    })
    beforeEach(async () => {
      await handler.setEnvironment({ STACK_WEBHOOK_SECRET: secret, HEXCLAVE_WEBHOOK_SECRET: null })
      const before = (await handler.worked()).length
      worked = async () => (await handler.worked()).slice(before)
    })
    afterAll(() => handler?.close())

    const send = async ({ headers, body }: Sent) =>
      (await fetch(handler.url, { method: 'POST', headers, body: new Uint8Array(body) })).status

    it.each(writtenTypes)('works on %j and answers 204', async (type) => {
      expect(await send(signed({ type, data: {} }))).toBe(204)
      expect(await worked()).toEqual([type])
    })

    it('takes the bytes as they came, whatever they look like', async () => {
      const text = '{ "type":"user.created",\n\t"data":{"display_name":"Zoë \\u00e9 😀", "n": 1.0} }\n'
      expect(await send(signed(text))).toBe(204)
      expect(await worked()).toEqual(['user.created'])
    })

    it('answers 204 to a type that it does not know, without work', async () => {
      expect(await send(signed({ type: 'constructor', data: {} }))).toBe(204)
      expect(await worked()).toEqual([])
    })

    it('answers 204 to what has no type, without work', async () => {
      expect(await send(signed('{"data":1}'))).toBe(204)
      expect(await send(signed('[1]'))).toBe(204)
      expect(await worked()).toEqual([])
    })

    it('answers 400 to a bad signature, without work', async () => {
      const good = signed(event())
      expect(await send({ ...good, body: Buffer.concat([good.body, Buffer.from(' ')]) })).toBe(400)
      expect(await send({ ...good, body: Buffer.alloc(0) })).toBe(400)
      expect(await send({ ...good, headers: { ...good.headers, 'svix-id': 'msg_other' } })).toBe(400)
      expect(await send(signed(event(), { with: [other] }))).toBe(400)
      expect(await send(signed('not JSON', { with: [other] }))).toBe(400)
      expect(await worked()).toEqual([])
    })

    it.each(['svix-id', 'svix-timestamp', 'svix-signature'])('answers 400 without %s', async (missing) => {
      const { headers, body } = signed(event())
      const left = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== missing))
      expect(await send({ headers: left, body })).toBe(400)
      expect(await worked()).toEqual([])
    })

    it.each(['', 'v1', 'v1,', 'v1,é', 'v1,AAAA', 'v1a,AAAA v2,AAAA', ',', ' '])(
      'answers 400 to the signature %j',
      async (signature) => {
        const { headers, body } = signed(event())
        const given = Buffer.from(signature).toString('latin1')
        expect(await send({ body, headers: { ...headers, 'svix-signature': given } })).toBe(400)
      },
    )

    it('answers 400 to a signature of another version', async () => {
      const { headers, body } = signed(event())
      const renamed = headers['svix-signature']?.replace('v1,', 'v2,') ?? ''
      expect(await send({ body, headers: { ...headers, 'svix-signature': renamed } })).toBe(400)
    })

    it('answers 400 more than five minutes before or after the signature', async () => {
      expect(await send(signed(event(), { agedSeconds: 310 }))).toBe(400)
      expect(await send(signed(event(), { agedSeconds: -310 }))).toBe(400)
      expect(await worked()).toEqual([])
      expect(await send(signed(event(), { agedSeconds: 290 }))).toBe(204)
      expect(await send(signed(event(), { agedSeconds: -290 }))).toBe(204)
    })

    it('takes any of several signatures, as there are while a secret is being replaced', async () => {
      expect(await send(signed(event(), { with: [other, secret] }))).toBe(204)
    })

    it('takes the header names of Standard Webhooks', async () => {
      const sent = signed(event(), { prefix: 'webhook' })
      expect(await send(sent)).toBe(204)
      expect(await send(sent)).toBe(204)
      expect(await worked()).toEqual(['user.created'])
    })

    it('works once on a message that comes again', async () => {
      const sent = signed(event())
      expect([await send(sent), await send(sent), await send(sent)]).toEqual([204, 204, 204])
      expect(await worked()).toEqual(['user.created'])
      expect(await send(signed(event()))).toBe(204)
      expect(await worked()).toEqual(['user.created', 'user.created'])
    })

    it('works once on a message that comes again while it is being worked on', async () => {
      const sent = signed(event({ waits: true }))
      const first = send(sent)
      await expect.poll(worked).toEqual(['user.created'])
      expect(await Promise.all([first, send(sent)])).toEqual([204, 204])
      expect(await worked()).toEqual(['user.created'])
    })

    it('answers 500 where the work fails, and works on it when it comes again', async () => {
      const sent = signed(event({ fails: true }))
      expect([await send(sent), await send(sent), await send(sent)]).toEqual([500, 204, 204])
      expect(await worked()).toEqual(['user.created', 'user.created'])
    })

    it('takes the secret under its other name', async () => {
      await handler.setEnvironment({ STACK_WEBHOOK_SECRET: null, HEXCLAVE_WEBHOOK_SECRET: secret })
      expect(await send(signed(event()))).toBe(204)
    })

    it.each([null, '', 'whsec_', '"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"'])(
      'answers 500, not 400, with %j as secret: the sender did nothing wrong',
      async (value) => {
        await handler.setEnvironment({ STACK_WEBHOOK_SECRET: value })
        expect(await send(signed(event()))).toBe(500)
        expect(await send(signed(event(), { with: ['whsec_'] }))).toBe(500)
        expect(await worked()).toEqual([])
      },
    )

    it('takes no other method', async () => {
      expect((await fetch(handler.url)).status).toBeGreaterThanOrEqual(404)
      expect(await worked()).toEqual([])
    })
  })
}

interface Sent {
  headers: Record<string, string>
  body: Buffer
}

interface Signing {
  with?: string[]
  agedSeconds?: number
  prefix?: string
}

function event(data: object = {}) {
  return { type: 'user.created', data }
}

function signed(content: object | string, signing: Signing = {}): Sent {
  const { with: secrets = [secret], agedSeconds = 0, prefix = 'svix' } = signing
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const id = `msg_${++messages}`
  const timestamp = String(Math.floor(Date.now() / 1000) - agedSeconds)
  const signatures = secrets.map((one) => {
    const key = Buffer.from(one.slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
  })
  return {
    body,
    headers: {
      'content-type': 'application/json',
      [`${prefix}-id`]: id,
      [`${prefix}-timestamp`]: timestamp,
      [`${prefix}-signature`]: signatures.join(' '),
    },
  }
}
