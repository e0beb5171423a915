import { describe, expect, it } from 'vitest'
import { signedRequest } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

/** As its id says, made on 2017-10-10T04:00:47Z. */
const id = 'msg_0ujtsYcgvSTl8PAuAdqWYSMnLOv'
const madeAt = Date.UTC(2017, 9, 10, 4, 0, 47)

function send(
  { url }: TestApp,
  offset: number,
  { body = '{"type":"a"}', slug = 'stack', messageId = id } = {},
) {
  return fetch(`${url}/in/${slug}`, signedRequest(body, { id: messageId, at: madeAt + offset }))
}
const get = (app: TestApp, messageId: string) =>
  app.api('GET', `/api/messages/${encodeURIComponent(messageId)}`)

describe('a message', () => {
  it('has its events as attempts of the schedule, with what is due next', async () => {
    const app = await startApp()
    for (const offset of [0, 6000, 120_000, 310_000]) await send(app, offset)
    const { json } = await get(app, id)
    expect(json).toMatchObject({ messageId: id, madeAt, complete: true })
    const [endpoint] = json.endpoints
    expect(endpoint.attempts.map(({ number }: { number: number }) => number)).toEqual([1, 2, null, 3])
    expect(endpoint.attempts[1]).toMatchObject({ expectedGapMs: 5000, differsAt: null })
    expect(endpoint.attempts[3].expectedGapMs).toBeNull()
    expect(endpoint.next).toEqual({ number: 4, dueAt: madeAt + 310_000 + 30 * 60_000 })
  })

  it('says from which byte on a body differs from that of the first', async () => {
    const app = await startApp()
    await send(app, 0)
    await send(app, 5000, { body: '{"type": "a"}' })
    await send(app, 305_000, { body: '{"type":"a"}\n' })
    const { attempts } = (await get(app, id)).json.endpoints[0]
    expect(attempts.map(({ differsAt }: { differsAt: number }) => differsAt)).toEqual([null, 8, 12])
  })

  it('is counted for each endpoint by itself', async () => {
    const app = await startApp()
    await app.api('POST', '/api/endpoints', { name: 'Other' })
    await send(app, 0)
    await send(app, 0, { slug: 'other', body: '{}' })
    const { endpoints } = (await get(app, id)).json
    expect(endpoints).toMatchObject([
      { endpointSlug: 'stack', attempts: [{ number: 1 }] },
      { endpointSlug: 'other', attempts: [{ number: 1, differsAt: null }] },
    ])
  })

  it('is found by an id with odd characters, in its own case, and by no other', async () => {
    const app = await startApp()
    const odd = 'msg/a b*?"%2f'
    await send(app, 0, { messageId: odd })
    expect((await get(app, odd)).json.messageId).toBe(odd)
    await send(app, 0, { messageId: 'MSG_A' })
    for (const other of ['msg_a', 'msg*', 'msg_none']) {
      expect(await get(app, other)).toMatchObject({ status: 404, json: { code: 'MESSAGE_NOT_FOUND' } })
    }
  })

  it('of more than a hundred events gives a hundred, and says so', async () => {
    const app = await startApp()
    for (let count = 0; count < 101; count++) await send(app, 0)
    const { json } = await get(app, id)
    expect(json.complete).toBe(false)
    expect(json.endpoints[0].attempts).toHaveLength(100)
  })
})
