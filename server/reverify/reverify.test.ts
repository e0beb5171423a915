import { EventEmitter, once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import type { ServerMessage } from '../../shared/live.ts'
import type { NewEvent } from '../store/event-store.ts'
import { newEvent } from '../testing/events.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`

const addSecret = async ({ api }: TestApp, secret: string, label = 'production') =>
  (await api('POST', '/api/endpoints/stack/secrets', { secret, label })).json.id as string

const reverify = ({ api }: TestApp, query = '') => api('POST', '/api/endpoints/stack/reverify', { query })

const endpoint = async ({ api }: TestApp) => (await api('GET', '/api/endpoints/stack')).json

const event = async ({ api }: TestApp, id: string) => (await api('GET', `/api/events/${id}`)).json

async function receive({ url }: TestApp, init: RequestInit = signedRequest('{}')) {
  const reply = await fetch(`${url}/in/stack`, { method: 'POST', ...init })
  return (await reply.json()) as { id: string; verdict: string }
}

/** Events signed with the test secret, as if they had failed: more than one page of them. */
async function storeFailed({ ctx }: TestApp, count: number, fields: Partial<NewEvent> = {}) {
  const endpointId = ctx.registry.bySlug('stack')?.id ?? ''
  const receivedAt = fields.receivedAt ?? Date.now()
  const { headers, body } = signedRequest('{}', { at: receivedAt })
  const events = Array.from({ length: count }, () =>
    newEvent({
      endpointId,
      receivedAt,
      verdict: 'failed',
      headers: Object.entries(headers),
      body: Buffer.from(body),
      ...fields,
    }),
  )
  await Promise.all(events.map((one) => ctx.store.events.append(one)))
  return events
}

/** Holds the next write of a run until `go`; `reached` resolves when it is held. */
function holdWrite({ ctx }: TestApp, { after = 0 } = {}) {
  const { reverifications } = ctx.store
  const { advance } = reverifications
  const gate = new EventEmitter()
  let written = 0
  reverifications.advance = async (...page) => {
    if (written++ === after) {
      const opened = once(gate, 'go')
      gate.emit('reached')
      await opened
    }
    return advance(...page)
  }
  return { reached: once(gate, 'reached'), go: () => gate.emit('go') }
}

describe('verifying stored events again', () => {
  it('verifies what failed once the right secret is there, and keeps the history', async () => {
    const app = await startApp()
    await addSecret(app, other, 'other')
    const { id, verdict } = await receive(app)
    expect(verdict).toBe('failed')
    expect((await endpoint(app)).secretsChangedAt).toBeNull()
    await addSecret(app, testSecret)
    expect((await endpoint(app)).secretsChangedAt).toEqual(expect.any(Number))

    expect(await reverify(app)).toEqual({ status: 200, json: { checked: 1, changed: 1 } })
    expect(await event(app, id)).toMatchObject({
      verdict: 'verified',
      verifiedBy: { label: 'production', position: 1 },
      verdictAtReceipt: 'failed',
      verdictChangedAt: expect.any(Number),
      topCause: null,
    })
    expect(await endpoint(app)).toMatchObject({
      counts: { verified: 1, failed: 0 },
      secretsChangedAt: null,
      reverify: null,
    })
    expect((await reverify(app)).json).toEqual({ checked: 1, changed: 0 })
  })

  it('has the flags of their entities looked for again', async () => {
    const app = await startApp()
    await addSecret(app, testSecret)
    const user = (type: string, secret: string, id: string, agoS: number) =>
      receive(
        app,
        signedRequest(`{"type":"${type}","data":{"id":"u-1"}}`, { secret, id, at: Date.now() - agoS * 1000 }),
      )
    await user('user.deleted', other, 'msg_1', 60)
    const late = await user('user.updated', testSecret, 'msg_2', 30)
    const again = await user('user.updated', testSecret, 'msg_2', 30)
    const flags = async ({ id }: { id: string }) => (await event(app, id)).flags
    await expect.poll(() => flags(again)).toEqual(['duplicate'])
    expect(await flags(late)).toEqual([])

    const rotated = await addSecret(app, other, 'other')
    await reverify(app)
    await expect.poll(() => flags(again)).toEqual(['duplicate', 'afterDelete'])
    expect(await flags(late)).toEqual(['afterDelete'])
    expect((await app.api('GET', '/api/events?q=flag:afterDelete')).json.events).toHaveLength(2)

    await app.api('DELETE', `/api/endpoints/stack/secrets/${rotated}`)
    await reverify(app)
    await expect.poll(() => flags(late)).toEqual([])
    expect(await flags(again)).toEqual(['duplicate'])
  })

  it('takes back what a removed secret verified; samples stay verified, the unsigned unsigned', async () => {
    const app = await startApp()
    await app.api('POST', '/api/samples', { endpoint: 'stack' })
    const first = await addSecret(app, testSecret)
    const second = await addSecret(app, other, 'other')
    const { id } = await receive(app)
    await receive(app, { body: '{}' })

    await app.api('DELETE', `/api/endpoints/stack/secrets/${first}`)
    expect((await reverify(app)).json).toEqual({ checked: 3, changed: 1 })
    expect(await event(app, id)).toMatchObject({ verdict: 'failed', verifiedBy: null })

    await app.api('DELETE', `/api/endpoints/stack/secrets/${second}`)
    expect((await reverify(app)).json).toEqual({ checked: 3, changed: 1 })
    expect(await event(app, id)).toMatchObject({ verdict: 'unchecked', verdictAtReceipt: 'verified' })
    expect((await endpoint(app)).counts).toMatchObject({
      verified: 1,
      failed: 0,
      unchecked: 1,
      unsigned: 1,
    })
  })

  it('judges the timestamp by the time of receipt, however long ago', async () => {
    const app = await startApp()
    await addSecret(app, testSecret)
    const [old] = await storeFailed(app, 1, { receivedAt: 1_600_000_000_000 })
    const late = await receive(app, signedRequest('{}', { at: Date.now() - 3_600_000 }))
    expect((await reverify(app)).json).toEqual({ checked: 2, changed: 1 })
    expect((await event(app, old?.id ?? '')).verdict).toBe('verified')
    expect((await event(app, late.id)).verdict).toBe('failed')
  })

  it('narrows to a query, and then goes on offering the rest', async () => {
    const app = await startApp()
    await addSecret(app, other, 'other')
    await receive(app, signedRequest('{"type":"team.created"}'))
    await receive(app, signedRequest('{"type":"user.created"}'))
    await addSecret(app, testSecret)
    expect((await reverify(app, 'type:user.* verdict:failed')).json).toEqual({ checked: 1, changed: 1 })
    expect(await endpoint(app)).toMatchObject({
      counts: { verified: 1, failed: 1 },
      secretsChangedAt: expect.any(Number),
    })
  })

  it('has what still fails explained by the secrets of now', async () => {
    const app = await startApp()
    await addSecret(app, testSecret)
    const { id } = await receive(app, signedRequest('{}', { secret: other }))
    const topCause = async () => (await app.api('GET', '/api/events')).json.events[0].topCause
    await expect.poll(topCause).toBe('unexplained')
    await app.api('DELETE', `/api/endpoints/stack/secrets/${await addSecret(app, other)}`)
    expect((await reverify(app)).json).toEqual({ checked: 1, changed: 0 })
    await expect.poll(topCause).toBe('secret_retired')
    expect((await event(app, id)).verdictChangedAt).toBeNull()
  })

  it('refuses a query that cannot be read, and an endpoint that is not there', async () => {
    const app = await startApp()
    expect(await reverify(app, 'colour:red')).toMatchObject({
      status: 400,
      json: { code: 'QUERY_UNREADABLE', issues: [{ path: 'query' }] },
    })
    expect(await app.api('POST', '/api/endpoints/none/reverify')).toMatchObject({
      status: 404,
      json: { code: 'ENDPOINT_NOT_FOUND' },
    })
    expect((await app.api('POST', '/api/endpoints/stack/reverify')).json).toEqual({ checked: 0, changed: 0 })
  })
})

describe('a run', () => {
  it('is joined by whoever asks for the same, and refuses another meanwhile', async () => {
    const app = await startApp()
    await addSecret(app, testSecret)
    await storeFailed(app, 450)
    const { reached, go } = holdWrite(app, { after: 1 })
    const first = reverify(app)
    await reached
    const second = reverify(app, ' ')
    expect((await endpoint(app)).reverify).toEqual({ query: '', total: 450, checked: 100, changed: 100 })
    expect(await reverify(app, 'verdict:failed')).toMatchObject({
      status: 409,
      json: { code: 'REVERIFY_RUNNING', message: expect.stringContaining('100 of 450') },
    })
    go()
    expect((await first).json).toEqual({ checked: 450, changed: 450 })
    expect((await second).json).toEqual({ checked: 450, changed: 450 })
    expect((await endpoint(app)).reverify).toBeNull()
  })

  it('that the server’s stop cuts off goes on at the next start', async () => {
    const first = await startApp()
    await addSecret(first, testSecret)
    await storeFailed(first, 450)
    const endpointId = (await endpoint(first)).id
    const { reached, go } = holdWrite(first, { after: 1 })
    const asked = reverify(first)
    await reached
    const closed = first.close()
    const askOtherwise = () => first.ctx.reverifier.reverify(endpointId, 'verdict:failed')
    await expect.poll(() => askOtherwise().catch(({ code }) => code)).toBe('STOPPING')
    go()
    expect(await asked).toMatchObject({ status: 503, json: { code: 'STOPPING' } })
    await closed

    const second = await startApp({ config: { dataDir: first.ctx.config.dataDir } })
    await expect.poll(async () => (await endpoint(second)).reverify).toBeNull()
    expect((await endpoint(second)).counts).toMatchObject({ verified: 450, failed: 0 })
    expect((await reverify(second)).json).toEqual({ checked: 450, changed: 0 })
  })

  it('leaves events alone that come meanwhile', async () => {
    const app = await startApp()
    await addSecret(app, testSecret)
    await storeFailed(app, 3)
    const { reached, go } = holdWrite(app)
    const asked = reverify(app)
    await reached
    const { id } = await receive(app)
    await receive(app, signedRequest('{}', { secret: other }))
    go()
    expect((await asked).json).toEqual({ checked: 3, changed: 3 })
    expect(await event(app, id)).toMatchObject({ verdict: 'verified', verdictChangedAt: null })
    expect((await endpoint(app)).counts).toMatchObject({ verified: 4, failed: 1 })
  })

  it('does not settle the offer when the secrets change meanwhile', async () => {
    const app = await startApp({ now: () => 1_700_000_000_000 })
    await addSecret(app, other, 'other')
    await storeFailed(app, 1)
    await addSecret(app, testSecret)
    const { reached, go } = holdWrite(app)
    const asked = reverify(app)
    await reached
    await addSecret(app, `whsec_${Buffer.alloc(24, 9).toString('base64')}`, 'third')
    go()
    await asked
    expect((await endpoint(app)).secretsChangedAt).toEqual(expect.any(Number))
    await reverify(app)
    expect((await endpoint(app)).secretsChangedAt).toBeNull()
  })

  it('ends with the endpoint, without an error in the log', async () => {
    const app = await startApp()
    await addSecret(app, testSecret)
    await storeFailed(app, 3)
    const { reached, go } = holdWrite(app)
    const asked = reverify(app)
    await reached
    await app.api('DELETE', '/api/endpoints/stack')
    go()
    expect(await asked).toMatchObject({ status: 404, json: { code: 'ENDPOINT_NOT_FOUND' } })
    expect(app.logged.filter((line) => line.includes('"level":50'))).toEqual([])
  })

  it('tells the page of itself to the last, and the stream shows the verdicts of now', async () => {
    const app = await startApp()
    await addSecret(app, other, 'other')
    const { id } = await receive(app)
    await addSecret(app, testSecret)
    const heard = await listen(app)
    await reverify(app)
    const kinds = () => heard.map(({ kind }) => kind)
    await expect.poll(kinds).toContain('counts')
    const run = { query: '', total: 1, checked: 1, changed: 1, done: true }
    expect(heard.findLast(({ kind }) => kind === 'reverify')).toMatchObject(run)
    const resumed = await listen(app, 0)
    await expect.poll(() => resumed.find(({ kind }) => kind === 'events')).toBeDefined()
    expect(resumed.find(({ kind }) => kind === 'events')).toMatchObject({
      events: [{ id, verdict: 'verified' }],
    })
  })
})

/** What a socket hears that resumes after a seq, or begins now. */
async function listen({ url }: TestApp, after?: number): Promise<ServerMessage[]> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`)
  onTestFinished(() => socket.terminate())
  const heard: ServerMessage[] = []
  socket.on('open', () => socket.send(JSON.stringify({ kind: 'subscribe', after })))
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  return heard
}
