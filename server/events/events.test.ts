import { describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/start-app.ts'

async function store(
  { url }: TestApp,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<string> {
  const reply = await fetch(`${url}/in/stack`, { method: 'POST', body, headers })
  return ((await reply.json()) as { id: string }).id
}

describe('an event', () => {
  it('comes as base64 when its body is not UTF-8', async () => {
    const app = await startApp()
    const id = await store(app, Buffer.from([0xff, 0x00]))
    expect((await app.api('GET', `/api/events/${id}`)).json.body).toEqual({
      encoding: 'base64',
      text: '/wA=',
    })
  })

  it('keeps NUL bytes and a byte order mark in its text', async () => {
    const app = await startApp()
    const id = await store(app, '\ufeff{"a":"\u0000"}\r\n')
    expect((await app.api('GET', `/api/events/${id}`)).json.body).toEqual({
      encoding: 'utf8',
      text: '\ufeff{"a":"\u0000"}\r\n',
    })
  })

  it('gives its raw body as a download that no browser runs', async () => {
    const app = await startApp()
    const body = '<script>alert(1)</script>'
    const id = await store(app, body, { 'content-type': 'text/html' })
    const reply = await fetch(`${app.url}/api/events/${id}/body`)
    expect(await reply.text()).toBe(body)
    expect(reply.headers.get('content-type')).toBe('text/html')
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="evt_\w+\.body"$/)
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('with an impossible content type still gives its body', async () => {
    const app = await startApp()
    const id = await store(app, 'x', { 'content-type': 'täxt/\u00ff' })
    const reply = await fetch(`${app.url}/api/events/${id}/body`)
    expect(reply.headers.get('content-type')).toBe('application/octet-stream')
    expect(await reply.text()).toBe('x')
  })

  it('is deleted, and the reader of an old link is told so', async () => {
    const app = await startApp()
    const id = await store(app, '{}')
    expect((await app.api('DELETE', `/api/events/${id}`)).json).toEqual({ deleted: 1 })
    expect(await app.api('GET', `/api/events/${id}`)).toMatchObject({
      status: 404,
      json: { code: 'EVENT_NOT_FOUND' },
    })
    expect((await app.api('DELETE', `/api/events/${id}`)).status).toBe(404)
  })
})

describe('the list', () => {
  it('pages by cursor and filters by query and endpoint', async () => {
    const app = await startApp()
    await app.api('POST', '/api/endpoints', { name: 'Other' })
    for (let i = 0; i < 5; i++) await store(app, '{"type":"user.created"}')
    await fetch(`${app.url}/in/other`, { method: 'POST', body: '{"type":"team.created"}' })
    const first = (await app.api('GET', '/api/events?limit=4')).json
    expect(first.events.map(({ seq }: { seq: number }) => seq)).toEqual([6, 5, 4, 3])
    expect(first.indexedUpTo).toBe(6)
    const second = (await app.api('GET', `/api/events?limit=4&cursor=${first.nextCursor}`)).json
    expect(second.events.map(({ seq }: { seq: number }) => seq)).toEqual([2, 1])
    expect(second.nextCursor).toBeNull()
    expect((await app.api('GET', '/api/events?endpoint=other')).json.events).toHaveLength(1)
    expect((await app.api('GET', '/api/events?q=type:user.*')).json.events).toHaveLength(5)
    expect((await app.api('GET', '/api/events?endpoint=nobody')).status).toBe(404)
  })

  it('says where a query cannot be read', async () => {
    const { api } = await startApp()
    expect(await api('GET', '/api/events?q=verdict:failed%20colour:red')).toMatchObject({
      status: 400,
      json: { code: 'QUERY_UNREADABLE', message: expect.stringContaining('"colour:red" at 16') },
    })
    expect((await api('GET', '/api/events?limit=0')).json.issues[0].path).toBe('limit')
    expect((await api('GET', '/api/events/stats?q=x')).status).toBe(400)
  })
})
