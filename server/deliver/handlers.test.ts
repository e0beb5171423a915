import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningHandler, startableHandlers } from '../testing/handlers/index.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { parseSecret } from '../verify/secret.ts'
import { type ComposedFrom, type ComposeOptions, compose } from './compose.ts'
import { createPolicy } from './policy.ts'
import { readAnswer, type Sent } from './read-answer/read-answer.ts'
import { createSender } from './sender.ts'

const HOUR_MS = 3_600_000
const body = '{ "type":"user.created",\n "data":{"name":"Zoë \\u00e9 😀"} }'

describe.each(startableHandlers())('an event of an hour ago, sent to a handler in $name', ({ start }) => {
  const sender = createSender({ policy: createPolicy({ policy: 'any', allow: [] }), now: Date.now })
  let handler: RunningHandler
  beforeAll(async () => {
    handler = await start({ secret: testSecret })
  })
  afterAll(async () => {
    await sender.close()
    await handler.close()
  })

  it('is accepted when signed anew, with the same bytes and id', async () => {
    const { status, reading } = await replay({ signature: 'resign', key: signingKey() }, 'msg_resigned')
    expect(status).toBe(200)
    expect(reading).toBeNull()
    expect(await last()).toMatchObject({ id: 'msg_resigned', duplicate: false })
    expect((await last())?.body.toString()).toBe(body)
  })

  it('is refused for its age with its old signature, and the answer says so', async () => {
    const { status, reading } = await replay({ signature: 'original' })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(reading?.causes[0]).toBe('timestamp_too_old')
    expect(reading?.certain).toContain(
      'The signature we sent was valid for these bytes and this secret ("production"), and 3,600 s (60 minutes) old.',
    )
  })

  it('is refused without signature, and the answer says so', async () => {
    const { status, reading } = await replay({ signature: 'none' })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(reading?.causes).toEqual(['header_missing'])
  })

  it('is a harmless duplicate under its own id, and new under another', async () => {
    const how = { signature: 'resign', key: signingKey() } as const
    await replay(how, 'msg_twice')
    const { status } = await replay(how, 'msg_twice')
    expect(status).toBe(200)
    expect(await last()).toMatchObject({ id: 'msg_twice', duplicate: true })
    await replay({ ...how, messageId: 'msg_made' }, 'msg_twice')
    expect(await last()).toMatchObject({ id: 'msg_made', duplicate: false })
  })

  it('is accepted with an edited body when signed anew', async () => {
    const text = '{"type":"user.deleted"}'
    const { status } = await replay(
      { signature: 'resign', key: signingKey(), edited: { body: Buffer.from(text) } },
      'msg_edited',
    )
    expect(status).toBe(200)
    expect((await last())?.body.toString()).toBe(text)
  })

  async function last() {
    return (await handler.received()).at(-1)
  }

  /** Composes, sends and reads as a delivery does. */
  async function replay(how: Partial<ComposeOptions>, id = 'msg_old') {
    const options: ComposeOptions = {
      signature: 'original',
      key: null,
      messageId: null,
      edited: {},
      own: [],
      deliveryId: 'dlv_1',
      attempt: 1,
      storeName: 'store_a',
      now: Date.now(),
      ...how,
    }
    const composed = compose(eventOfAnHourAgo(id), options)
    const result = await sender.send(
      { ...composed, url: handler.url, timeoutMs: 15_000, followRedirects: 0 },
      new AbortController().signal,
    )
    if (!result.answer) throw new Error(result.error?.message)
    const answer = { ...result.answer, body: Buffer.from(result.answer.body).toString() }
    return {
      status: answer.status,
      reading: readAnswer({ request: result.request, answer, sent: known(options) }),
    }
  }
})

function eventOfAnHourAgo(id: string): ComposedFrom {
  const { method, headers } = signedRequest(body, { id, at: Date.now() - HOUR_MS })
  return {
    method,
    headers: [['Host', 'hooks.example.com'], ...Object.entries(headers)],
    body: Buffer.from(body),
  }
}

function signingKey() {
  const secret = parseSecret(testSecret)
  if (!secret.ok) throw new Error(secret.problem)
  return secret.key
}

function known({ signature, edited }: ComposeOptions): Sent {
  const unsigned = signature === 'none'
  return {
    signature,
    signatureValid: unsigned ? null : true,
    ageS: unsigned ? null : signature === 'original' ? HOUR_MS / 1000 : 0,
    secretLabel: unsigned ? null : 'production',
    edited: edited.body !== undefined,
  }
}
