import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ended, makeTarget, onceTrue, receive } from '../testing/deliveries.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { startTarget } from '../testing/target-server.ts'

const replay = ({ api }: TestApp, eventId: string, body: object) =>
  api('POST', `/api/events/${eventId}/replay`, body)

describe('replaying an event', () => {
  it('sends the very bytes to a URL, once, and keeps what was said', async () => {
    const app = await startApp()
    const target = await startTarget((reply) => reply.writeHead(201, { 'x-a': 'b' }).end('thanks'))
    const { id } = await receive(app)
    const { status, json } = await replay(app, id, { url: target.url, signature: 'original' })
    expect(status).toBe(202)
    const delivery = await ended(app, json.id)
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, eventId: id, kind: 'replay' })
    expect(delivery.attemptList[0]).toMatchObject({
      number: 1,
      answer: { status: 201, body: { encoding: 'utf8', text: 'thanks' } },
      error: null,
    })
    expect(target.got).toHaveLength(1)
    expect(target.got[0]).toMatchObject({
      body: '{"type":"user.created"}',
      headers: { 'hooklens-delivery-id': json.id, 'hooklens-attempt': '1', 'svix-id': 'msg_1' },
    })
    expect((await app.api('GET', '/api/events?q=delivery:delivered')).json.events).toMatchObject([
      { id, deliveryMark: 'delivered' },
    ])
  })

  it('signs anew with the secret that was chosen, the target’s, or the endpoint’s newest', async () => {
    const app = await startApp()
    const target = await startTarget()
    const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
    const { id } = await receive(app, signedRequest('{ "a": 1 }', { at: Date.now() - 7_200_000 }))
    const { id: targetId } = await makeTarget(app, { url: target.url, secret: other })
    for (const where of [{ url: target.url }, { targetId }, { targetId, secret: testSecret }]) {
      const { json } = await replay(app, id, where)
      expect(await ended(app, json.id)).toMatchObject({ status: 'delivered' })
    }
    const signedBy = (secret: string, { headers, body }: (typeof target.got)[0]) =>
      `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
        .update(`${headers['svix-id']}.${headers['svix-timestamp']}.${body}`)
        .digest('base64')}` === headers['svix-signature']
    expect(target.got.map((got) => [testSecret, other].map((secret) => signedBy(secret, got)))).toEqual([
      [true, false],
      [false, true],
      [true, false],
    ])
    for (const { headers, body } of target.got) {
      expect(body).toBe('{ "a": 1 }')
      expect(Math.abs(Number(headers['svix-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000)
    }
  })

  it('sends what was edited exactly as it was typed, with a message id of its own', async () => {
    const app = await startApp()
    const target = await startTarget()
    const { id } = await receive(app)
    const text = '{\r\n  "type": "user.created",,\n}\u00e9'
    const { json } = await replay(app, id, {
      url: target.url,
      signature: 'none',
      newMessageId: 'msg_mine',
      method: 'PUT',
      headers: [['X-Mine', 'yes']],
      body: { encoding: 'utf8', text },
    })
    const delivery = await ended(app, json.id)
    expect(delivery).toMatchObject({
      edited: { body: true, headers: true },
      editedBody: { encoding: 'utf8', text },
    })
    expect(target.got[0]).toMatchObject({ method: 'PUT', body: text, headers: { 'x-mine': 'yes' } })
    expect(target.got[0]?.headers).not.toHaveProperty('svix-signature')
  })

  it('says before it sends anything what is missing or cannot be sent', async () => {
    const app = await startApp()
    const { id } = await receive(app)
    const refused = async (body: object, eventId = id) => {
      const { status, json } = await replay(app, eventId, body)
      return `${status} ${json.message}`
    }
    const url = 'http://127.0.0.1:1/'
    expect(await refused({ url })).toMatch(/^400 .*no secret to sign with/)
    expect(await refused({ url, secret: 'whsec_!!!!' })).toMatch(/^400 .*pasted secret.*“!”/)
    expect(await refused({})).toMatch(/^400 .*targetId or url/)
    expect(await refused({ url: 'ftp://example.com/' })).toMatch(/^400 .*http: and https: only/)
    expect(await refused({ url: 'http://me:pw@example.com/' })).toMatch(/^400 .*Authorization header/)
    expect(await refused({ url, headers: [['X-A', 'b\r\nX-C: d']] })).toMatch(/^400 .*line end/)
    expect(await refused({ url, headers: [['Host', 'b']] })).toMatch(/^400 .*belongs to the connection/)
    expect(await refused({ targetId: 'tgt_x' })).toMatch(/^404 /)
    expect(await refused({ url, signature: 'original' }, 'evt_x')).toMatch(/^404 /)
    expect((await app.api('GET', '/api/deliveries')).json.deliveries).toEqual([])
  })

  it('keeps what failed as failed, in words, finds it, and sends it again when asked', async () => {
    const app = await startApp()
    let up = false
    const target = await startTarget((reply) => reply.writeHead(up ? 200 : 500).end(up ? 'ok' : 'broken'))
    const { id } = await receive(app)
    const { json } = await replay(app, id, { url: target.url, signature: 'original' })
    expect(await ended(app, json.id)).toMatchObject({
      status: 'failed',
      last: { status: 500, error: { code: 'status', message: expect.stringContaining('500') } },
    })
    const failed = async () => (await app.api('GET', '/api/events?q=delivery:failed')).json.events.length
    expect(await failed()).toBe(1)
    up = true
    expect((await app.api('POST', `/api/deliveries/${json.id}/retry`)).status).toBe(200)
    const again = await ended(app, json.id)
    expect(again).toMatchObject({ status: 'delivered', attempts: 2 })
    expect(again.attemptList.map(({ number }: any) => number)).toEqual([1, 2])
    expect(target.got.map(({ headers }) => headers['hooklens-attempt'])).toEqual(['1', '2'])
    expect(await failed()).toBe(0)
    expect((await app.api('POST', `/api/deliveries/${json.id}/cancel`)).json.code).toBe('DELIVERY_ENDED')
  })

  it('is not sent a second time while an attempt of it is under way, cancelled or not', async () => {
    const app = await startApp()
    let finish = () => {}
    const target = await startTarget((reply) => {
      finish = () => reply.writeHead(500).end()
    })
    const { id } = await receive(app)
    const { json } = await replay(app, id, { url: target.url, signature: 'original' })
    await target.gets(1)
    expect((await app.api('POST', `/api/deliveries/${json.id}/cancel`)).json.status).toBe('cancelled')
    const again = await app.api('POST', `/api/deliveries/${json.id}/retry`)
    expect(again).toMatchObject({ status: 409, json: { code: 'DELIVERY_UNDER_WAY' } })
    finish()
    const delivery = await onceTrue(app, async () => {
      const one = (await app.api('GET', `/api/deliveries/${json.id}`)).json
      return one.attempts === 1 && one
    })
    expect(delivery).toMatchObject({ status: 'cancelled', last: { status: 500 } })
    expect(target.got).toHaveLength(1)
  })

  it('goes with its event', async () => {
    const app = await startApp()
    const target = await startTarget()
    const { id } = await receive(app)
    const { json } = await replay(app, id, { url: target.url, signature: 'original' })
    await ended(app, json.id)
    await app.api('DELETE', `/api/events/${id}`)
    expect((await app.api('GET', `/api/deliveries/${json.id}`)).json.code).toBe('DELIVERY_NOT_FOUND')
    expect((await app.api('GET', '/api/deliveries')).json.deliveries).toEqual([])
  })

  it('lists deliveries newest first, page by page', async () => {
    const app = await startApp()
    const target = await startTarget()
    const { id } = await receive(app)
    const made: string[] = []
    for (let i = 0; i < 5; i++) {
      const { json } = await replay(app, id, { url: target.url, signature: 'original' })
      made.unshift(json.id)
    }
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { json } = await app.api('GET', `/api/deliveries?eventId=${id}&limit=2${cursor}`)
      seen.push(...json.deliveries.map((one: any) => one.id))
      if (json.nextCursor === null) break
      cursor = `&cursor=${json.nextCursor}`
    }
    expect(seen).toEqual(made)
  })
})
