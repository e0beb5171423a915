import { describe, expect, it } from 'vitest'
import { endedOf, makeTarget, onceTrue, receive } from '../testing/deliveries.ts'
import { newEvent } from '../testing/events.ts'
import { newStoredDelivery } from '../testing/new-delivery.ts'
import { signedRequest } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { startTarget } from '../testing/target-server.ts'

const always = { enabled: true }
const user = (id: string, n: number) =>
  signedRequest(JSON.stringify({ type: 'user.updated', data: { id, n } }), { id: `msg_${id}_${n}` })
const numbers = (bodies: { body: string }[]) => bodies.map(({ body }) => JSON.parse(body).data.n as number)
const deliveries = async ({ api }: TestApp, query = '') =>
  (await api('GET', `/api/deliveries${query}`)).json.deliveries

describe('forwarding', () => {
  it('sends each new event that matches at once, as it came, and no other', async () => {
    const app = await startApp()
    const target = await startTarget()
    await makeTarget(app, { url: target.url, forward: { enabled: true, query: 'type:team.*' } })
    const first = await receive(app, signedRequest('{"type":"team.created"}'))
    const second = await receive(app, signedRequest('{"type":"user.created"}'))
    expect(await endedOf(app, first.id)).toMatchObject([{ kind: 'forward', status: 'delivered' }])
    expect(await deliveries(app, `?eventId=${second.id}`)).toEqual([])
    expect(target.got).toMatchObject([{ body: '{"type":"team.created"}', headers: { 'svix-id': 'msg_1' } }])
  })

  it('is off until it is switched on, and off again when it is switched off', async () => {
    const app = await startApp()
    const target = await startTarget()
    const { id } = await makeTarget(app, { url: target.url })
    const before = await receive(app)
    await app.api('PATCH', `/api/targets/${id}`, { forward: always })
    const { id: sent } = await receive(app)
    await endedOf(app, sent)
    await app.api('PATCH', `/api/targets/${id}`, { forward: { enabled: false } })
    const after = await receive(app)
    expect(await deliveries(app, `?eventId=${before.id}`)).toEqual([])
    expect(await deliveries(app, `?eventId=${after.id}`)).toEqual([])
  })

  it('does not send what is imported', async () => {
    const app = await startApp()
    const target = await startTarget()
    await makeTarget(app, { url: target.url, forward: always })
    const event = {
      endpoint: 'stack',
      receivedAt: 1,
      method: 'POST',
      path: '/in/stack',
      headers: [],
      body: { encoding: 'utf8', text: '{}' },
    }
    await fetch(`${app.url}/api/events/import?endpoint=stack`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: `${JSON.stringify(event)}\n`,
    })
    expect((await app.api('GET', '/api/events')).json.events).toHaveLength(1)
    expect(await deliveries(app)).toEqual([])
  })

  it('tries again by the schedule, and says when', async () => {
    const app = await startApp()
    const target = await startTarget((reply, _, number) => reply.writeHead(number < 3 ? 500 : 200).end())
    await makeTarget(app, { url: target.url, forward: always, retry: [1, 1, 3_600_000] })
    const { id } = await receive(app)
    const [delivery] = await endedOf(app, id)
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 3, maxAttempts: 4 })
    const ids = new Set(target.got.map(({ headers }) => headers['hooklens-delivery-id']))
    expect([...ids]).toEqual([delivery.id])
  })

  it('shows when the next try is, and lets it be cancelled or made now', async () => {
    const app = await startApp()
    const target = await startTarget((reply, _, number) => reply.writeHead(number === 1 ? 500 : 200).end())
    await makeTarget(app, { url: target.url, forward: always, retry: [3_600_000] })
    const waiting = async () => {
      const { id } = await receive(app)
      return onceTrue(app, async () => {
        const [one] = await deliveries(app, `?eventId=${id}`)
        return one?.attempts === 1 && one.status === 'due' && one
      })
    }
    const one = await waiting()
    expect(one.dueAt).toBeGreaterThan(Date.now() + 3_000_000)
    expect(one.last).toMatchObject({ status: 500 })
    const cancelled = await app.api('POST', `/api/deliveries/${one.id}/cancel`)
    expect(cancelled.json).toMatchObject({ status: 'cancelled', dueAt: null })
    expect((await app.api('POST', `/api/deliveries/${one.id}/retry`)).status).toBe(200)
    expect(await endedOf(app, one.eventId)).toMatchObject([{ status: 'delivered', attempts: 2 }])
  })

  it('makes the try now that waits for its time, and goes on by the schedule where it fails', async () => {
    const app = await startApp()
    const target = await startTarget((reply, _, number) => reply.writeHead(number < 3 ? 500 : 200).end())
    await makeTarget(app, { url: target.url, forward: always, retry: [3_600_000, 7_200_000] })
    const { id } = await receive(app)
    const waiting = (attempts: number) =>
      onceTrue(app, async () => {
        const [one] = await deliveries(app, `?eventId=${id}`)
        return one?.attempts === attempts && one.status === 'due' && one
      })
    const one = await waiting(1)
    const asked = await app.api('POST', `/api/deliveries/${one.id}/retry`)
    expect(asked.status).toBe(200)
    const again = await waiting(2)
    expect(again.dueAt).toBeGreaterThan(Date.now() + 7_000_000)
    await app.api('POST', `/api/deliveries/${one.id}/retry`)
    expect(await endedOf(app, id)).toMatchObject([{ status: 'delivered', attempts: 3 }])
  })

  it('keeps the order of an entity’s events, also while one of them is tried again', async () => {
    const app = await startApp()
    const failing = new Set(['ada 1'])
    const target = await startTarget((reply, { body }) => {
      const { id, n } = JSON.parse(body).data
      reply.writeHead(failing.delete(`${id} ${n}`) ? 500 : 200).end()
    })
    const forward = { enabled: true, inOrder: true }
    await makeTarget(app, { url: target.url, forward, retry: [1], maxInFlight: 10 })
    const last: string[] = []
    for (let n = 1; n <= 5; n++) {
      last[0] = (await receive(app, user('ada', n))).id
      last[1] = (await receive(app, user('grace', n))).id
    }
    for (const id of last) await endedOf(app, id)
    const of = (id: string) => numbers(target.got.filter(({ body }) => body.includes(id)))
    expect(of('ada')).toEqual([1, 1, 2, 3, 4, 5])
    expect(of('grace')).toEqual([1, 2, 3, 4, 5])
  })

  it('lets the next of an entity go when the one before was deleted or cancelled', async () => {
    const app = await startApp()
    const target = await startTarget((reply, { body }) =>
      reply.writeHead(JSON.parse(body).data.n === 1 ? 500 : 200).end(),
    )
    const forward = { enabled: true, inOrder: true }
    await makeTarget(app, { url: target.url, forward, retry: [3_600_000] })
    for (const how of ['delete', 'cancel']) {
      const first = await receive(app, user(how, 1))
      const second = await receive(app, user(how, 2))
      const held = await onceTrue(app, async () => {
        const [one] = await deliveries(app, `?eventId=${first.id}`)
        return one.attempts === 1 && one.status === 'due' && one
      })
      const [waiting] = await deliveries(app, `?eventId=${second.id}`)
      expect(waiting).toMatchObject({ status: 'due', waitsFor: 'order' })
      const { json } = await app.api('POST', `/api/deliveries/${waiting.id}/retry`)
      expect(json.code).toBe('DELIVERY_UNDER_WAY')
      if (how === 'delete') await app.api('DELETE', `/api/events/${first.id}`)
      else await app.api('POST', `/api/deliveries/${held.id}/cancel`)
      expect(await endedOf(app, second.id)).toMatchObject([{ status: 'delivered' }])
    }
  })

  it('has no more requests in flight at a target than it takes', async () => {
    const app = await startApp()
    let [inFlight, most] = [0, 0]
    const target = await startTarget((reply) => {
      most = Math.max(most, ++inFlight)
      setImmediate(() => {
        inFlight--
        reply.writeHead(204).end()
      })
    })
    await makeTarget(app, { url: target.url, forward: always, maxInFlight: 3 })
    const events = await Promise.all(Array.from({ length: 40 }, (_, n) => receive(app, user('ada', n))))
    for (const { id } of events) await endedOf(app, id)
    expect(target.got).toHaveLength(40)
    expect(most).toBeLessThanOrEqual(3)
  })

  it('holds back while a target is down, says so, and goes on when it is told to', async () => {
    const app = await startApp()
    const gone = await startTarget()
    await gone.close()
    const port = Number(new URL(gone.url).port)
    const { id: targetId } = await makeTarget(app, {
      url: gone.url,
      forward: always,
      retry: [],
      maxInFlight: 1,
    })
    const shown = async () => (await app.api('GET', '/api/targets')).json.targets[0]
    for (let n = 0; n < 5; n++) {
      const { id } = await receive(app, user('ada', n))
      expect(await endedOf(app, id)).toMatchObject([
        { status: 'failed', last: { error: { code: 'refused' } } },
      ])
    }
    const { circuit } = await shown()
    expect(circuit).toMatchObject({
      state: 'open',
      failures: 5,
      reason: expect.stringContaining('Nobody listens'),
    })
    const held = await receive(app, user('ada', 9))
    expect(await deliveries(app, `?eventId=${held.id}`)).toMatchObject([
      { status: 'due', waitsFor: 'circuit' },
    ])

    const back = await startTarget(undefined, port)
    expect((await app.api('POST', `/api/targets/${targetId}/resume`)).status).toBe(200)
    expect(await endedOf(app, held.id)).toMatchObject([{ status: 'delivered' }])
    expect(back.got).toHaveLength(1)
    expect((await shown()).circuit.state).toBe('closed')
  })

  it('does not go on with what waits when the target is deleted', async () => {
    const app = await startApp()
    const target = await startTarget((reply) => reply.writeHead(500).end())
    const { id: targetId } = await makeTarget(app, { url: target.url, forward: always, retry: [3_600_000] })
    const { id } = await receive(app)
    await onceTrue(app, async () => (await deliveries(app, `?eventId=${id}`))[0]?.attempts === 1)
    await app.api('DELETE', `/api/targets/${targetId}`)
    const [delivery] = await endedOf(app, id)
    expect(delivery).toMatchObject({ status: 'cancelled', targetId: null, url: target.url })
  })
})

describe('what was due when a server ended', () => {
  it('is sent by the next one: deliveries lie beside their event', async () => {
    const app = await startApp()
    const gone = await startTarget()
    await gone.close()
    await makeTarget(app, { url: gone.url, forward: always, retry: [0, 0, 0, 0, 0, 0, 0, 0] })
    const { id } = await receive(app)
    await onceTrue(app, async () => (await deliveries(app, `?eventId=${id}`))[0]?.waitsFor === 'circuit')
    const { dataDir } = app.ctx.config
    await app.close()
    const back = await startTarget(undefined, Number(new URL(gone.url).port))
    const second = await startApp({ config: { dataDir } })
    expect(await endedOf(second, id)).toMatchObject([{ status: 'delivered' }])
    expect(back.got).toHaveLength(1)
  })

  it('says of what was in hand that nobody knows whether it arrived, and sends it again under its id', async () => {
    const app = await startApp()
    const target = await startTarget()
    await makeTarget(app, { url: target.url })
    const endpointId = app.ctx.registry.list()[0]?.id ?? ''
    const { targets, store } = app.ctx
    const { id: targetId = '', url = '' } = targets.list()[0] ?? {}
    const delivery = newStoredDelivery({ id: 'dlv_1', targetId, url, route: targetId })
    const event = newEvent({ endpointId, deliveries: [delivery] })
    await store.events.append(event)
    expect(await store.deliveries.claim(targetId, 10, 2)).toHaveLength(1)
    const { dataDir } = app.ctx.config
    await app.close()

    const second = await startApp({ config: { dataDir } })
    const [{ id }] = await endedOf(second, event.id)
    const { json } = await second.api('GET', `/api/deliveries/${id}`)
    expect(json).toMatchObject({
      status: 'delivered',
      attemptList: [
        { number: 1, error: { code: 'interrupted', message: expect.stringContaining('not known') } },
        { number: 2, error: null },
      ],
    })
    expect(target.got).toMatchObject([
      { headers: { 'hooklens-delivery-id': 'dlv_1', 'hooklens-attempt': '2' } },
    ])
  })
})

describe('two workers on one store', () => {
  it('never get the same delivery', async () => {
    const { ctx } = await startApp()
    const endpointId = ctx.registry.list()[0]?.id ?? ''
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        ctx.store.events.append(
          newEvent({ endpointId, deliveries: [newStoredDelivery({ id: `dlv_${n}` })] }),
        ),
      ),
    )
    const claims = await Promise.all(
      Array.from({ length: 12 }, () => ctx.store.deliveries.claim('tgt_a', 10, 5)),
    )
    const ids = claims.flat().map(({ id }) => id)
    expect(ids).toHaveLength(100)
    expect(new Set(ids).size).toBe(100)
    expect(ids.slice(0, 3)).toEqual(['dlv_0', 'dlv_1', 'dlv_2'])
  })
})

describe('a target that leads back to this server', () => {
  it('gets each event once: what was sent on is not sent on again', async () => {
    const app = await startApp()
    const target = await makeTarget(app, { url: `${app.url}/in/stack`, forward: always })
    await app.api('PATCH', '/api/endpoints/stack', { answer: { targetId: target.id } })
    await makeTarget(app, { name: 'other', url: `${app.url}/in/stack`, forward: always })
    const reply = await fetch(`${app.url}/in/stack`, signedRequest('{"type":"user.created"}'))
    expect(await reply.json()).toMatchObject({ ok: true })
    const first = reply.headers.get('hooklens-event-id') ?? ''
    expect(await endedOf(app, first, 2)).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }])
    expect((await app.api('GET', '/api/events')).json.events).toHaveLength(3)
    expect(await deliveries(app)).toHaveLength(2)
  })
})
