import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { StoreUnavailableError } from '../store/errors.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

const events = async ({ api }: TestApp) => (await api('GET', '/api/events')).json.events

describe('a request to an ingest URL', () => {
  it('is verified and on disk when the sender hears 200', async () => {
    const app = await startApp()
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
    const body = '{"type":"user.created","data":{"id":"u1","display_name":"Ada"}}'
    const reply = await fetch(`${app.url}/in/stack/a/b?c=d`, signedRequest(body))
    expect(reply.status).toBe(200)
    const { id, ...rest } = (await reply.json()) as { id: string }
    expect(rest).toEqual({ ok: true, verdict: 'verified' })
    expect((await app.api('GET', `/api/events/${id}`)).json).toMatchObject({
      path: '/in/stack/a/b',
      query: 'c=d',
      type: 'user.created',
      entity: { kind: 'user', id: 'u1' },
      about: 'Ada',
      messageId: 'msg_1',
      verifiedBy: { label: 'production' },
      body: { encoding: 'utf8', text: body },
    })
  })

  it('is judged at the time of its receipt, and keeps its verdict', async () => {
    let now = 1_800_000_000_000
    const app = await startApp({ now: () => now })
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret })
    const late = await fetch(`${app.url}/in/stack`, signedRequest('{}', { at: now - 301_000 }))
    const inTime = await fetch(`${app.url}/in/stack`, signedRequest('{}', { at: now - 300_000 }))
    expect([await late.json(), await inTime.json()]).toMatchObject([
      { verdict: 'failed' },
      { verdict: 'verified' },
    ])
    now += 86_400_000
    const {
      events: [newest],
    } = (await app.api('GET', '/api/events')).json
    const detail = (await app.api('GET', `/api/events/${newest.id}`)).json
    expect(detail.verdict).toBe('verified')
    expect(detail.diagnosis.checks.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'pass',
      'pass',
      'pass',
      'pass',
    ])
  })

  it.each([
    ['no signature headers', {}, 'unsigned'],
    [
      'a signature and no secret to check it with',
      { 'svix-id': 'a', 'svix-timestamp': '1', 'svix-signature': 'v1,x' },
      'unchecked',
    ],
  ])('with %s is stored with its verdict', async (_, headers, verdict) => {
    const app = await startApp()
    await fetch(`${app.url}/in/stack`, { method: 'POST', headers, body: '{}' })
    expect(await events(app)).toMatchObject([{ verdict }])
  })

  it('to an unknown slug is told so', async () => {
    const { url } = await startApp()
    const reply = await fetch(`${url}/in/nobody`, { method: 'POST', body: '{}' })
    expect(reply.status).toBe(404)
    expect(await reply.json()).toEqual({
      statusCode: 404,
      code: 'ENDPOINT_NOT_FOUND',
      error: 'Not Found',
      message: 'There is no endpoint with slug "nobody".',
    })
  })

  it('elsewhere is none, whatever its query says', async () => {
    const app = await startApp()
    for (const path of ['/in?next=/in/stack', '/other/in/stack', '/in']) {
      expect((await fetch(`${app.url}${path}`, { method: 'POST', body: '{}' })).status, path).toBe(404)
    }
    expect(await events(app)).toEqual([])
  })

  it('that is too large is refused, not stored, and counted', async () => {
    const app = await startApp({ config: { maxBodyBytes: 1000 } })
    const declared = await fetch(`${app.url}/in/stack`, { method: 'POST', body: 'x'.repeat(1001) })
    const chunked = await fetch(`${app.url}/in/stack`, {
      method: 'POST',
      body: new Blob(['x'.repeat(1001)]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect([declared.status, chunked.status]).toEqual([413, 413])
    expect(await declared.json()).toMatchObject({ code: 'BODY_TOO_LARGE' })
    const exact = await fetch(`${app.url}/in/stack`, { method: 'POST', body: 'x'.repeat(1000) })
    expect(exact.status).toBe(200)
    expect(await events(app)).toHaveLength(1)
    expect((await app.api('GET', '/api/endpoints/stack')).json.counts).toMatchObject({
      refused: 2,
      unsigned: 1,
    })
  })

  it('is asked to come again while the store cannot write, and taken once it can', async () => {
    let broken = true
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          append: (event) =>
            broken
              ? Promise.reject(new StoreUnavailableError(new Error('disk full: /secret/path')))
              : store.events.append(event),
        },
      }),
    })
    const refused = await fetch(`${app.url}/in/stack`, { method: 'POST', body: '{}' })
    expect(refused.status).toBe(503)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).not.toContain('/secret/path')
    expect(app.logged.join()).toContain('disk full')
    broken = false
    expect((await fetch(`${app.url}/in/stack`, { method: 'POST', body: '{}' })).status).toBe(200)
    expect(await events(app)).toHaveLength(1)
  })

  it('that breaks off is not stored', async () => {
    const app = await startApp()
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
    socket.write('POST /in/stack HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf')
    socket.end()
    socket.resume()
    await new Promise((resolve) => socket.on('close', resolve))
    expect(await events(app)).toEqual([])
  })

  it('that offers to upgrade to HTTP/2, as some clients do with every POST, is stored with its body', async () => {
    const app = await startApp()
    const reply = await exchange(app, ['Content-Length: 6\r\n\r\n{"a"', ':1'])
    expect(reply).toMatch(/^HTTP\/1.1 200 /)
    const [event] = await events(app)
    expect((await app.api('GET', `/api/events/${event.id}`)).json).toMatchObject({
      body: { text: '{"a":1' },
      headers: [
        ['Host', 'x'],
        ['Connection', 'Upgrade'],
        ['Upgrade', 'h2c'],
        ['Content-Length', '6'],
      ],
    })
  })

  it('that offers to upgrade with a chunked body is refused rather than stored without it', async () => {
    const app = await startApp()
    const reply = await exchange(app, ['Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'])
    expect(reply).toMatch(/^HTTP\/1.1 400 /)
    expect(await events(app)).toEqual([])
  })

  it('is read for its type only where that is safe', async () => {
    const app = await startApp()
    const bodies = [
      `{"type":"user.created","data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      '{"type":"user.created","data":{"__proto__":{"id":"x"},"constructor":1}}',
      '{"type":{"toString":null},"data":1}',
      `{"type":"${'x'.repeat(300)}"}`,
      '[]',
      'null',
      '{"type":"user.created"',
      Buffer.from([0x7b, 0xff, 0x7d]),
      gzipSync('{"type":"user.created"}'),
      '',
    ]
    for (const body of bodies) {
      expect((await fetch(`${app.url}/in/stack`, { method: 'POST', body })).status).toBe(200)
    }
    const types = (await events(app)).map(({ type }: { type: string | null }) => type).reverse()
    expect(types).toEqual(['user.created', 'user.created', ...Array(8).fill(null)])
  })
})

/** Sends an upgrade request in pieces; gives the first bytes of the reply. */
async function exchange({ url }: TestApp, [first, ...rest]: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const reply = new Promise<string>((resolve) => socket.on('data', (data) => resolve(String(data))))
  const head = `POST /in/stack HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n${first}`
  for (const piece of [head, ...rest]) await new Promise((resolve) => socket.write(piece, resolve))
  await reply
  socket.destroy()
  return reply
}
