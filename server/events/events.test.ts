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

const seqs = (page: { events: { seq: number }[] }) => page.events.map(({ seq }) => seq)

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

  it('pages upwards, to the newest event that matches', async () => {
    const app = await startApp()
    for (let i = 0; i < 6; i++) await store(app, `{"type":"${i % 2 === 0 ? 'user' : 'team'}.created"}`)
    const list = async (search: string) => (await app.api('GET', `/api/events?${search}`)).json
    const first = await list('cursor=3&limit=2')
    expect(seqs(first)).toEqual([2, 1])
    expect(first).toMatchObject({ nextCursor: null, prevCursor: 2 })
    const newer = await list(`after=${first.prevCursor}&limit=3`)
    expect(seqs(newer)).toEqual([5, 4, 3])
    expect(newer).toMatchObject({ nextCursor: 3, prevCursor: 5, complete: true })
    const last = await list(`after=${newer.prevCursor}&limit=3`)
    expect(seqs(last)).toEqual([6])
    expect(last).toMatchObject({ nextCursor: 6, prevCursor: null, complete: true, indexedUpTo: 6 })
    expect(seqs(await list('after=0&q=type:team.*'))).toEqual([6, 4, 2])
    expect(await list('after=0')).toMatchObject({ nextCursor: null, prevCursor: null })
  })

  it('begins at a time', async () => {
    let now = 0
    const app = await startApp({ now: () => now })
    for (const at of [1000, 2000, 3000, 4000]) {
      now = at
      await store(app, '{}')
    }
    const list = async (at: number) => (await app.api('GET', `/api/events?at=${at}`)).json
    expect(seqs(await list(3000))).toEqual([3, 2, 1])
    expect(await list(3000)).toMatchObject({ prevCursor: 3, nextCursor: null })
    expect(seqs(await list(2999))).toEqual([2, 1])
    expect(seqs(await list(9999))).toEqual([4, 3, 2, 1])
    expect(await list(9999)).toMatchObject({ prevCursor: null })
    expect(await list(1)).toMatchObject({ events: [], prevCursor: 0, nextCursor: null })
  })

  it('begins at one place only', async () => {
    const app = await startApp()
    const reply = await app.api('GET', '/api/events?at=1&cursor=2')
    expect(reply).toMatchObject({ status: 400, json: { code: 'INVALID_INPUT' } })
    expect(reply.json.message + JSON.stringify(reply.json.issues)).toContain('one of cursor, after and at')
  })

  it('says where a query cannot be read', async () => {
    const { api } = await startApp()
    expect(await api('GET', '/api/events?q=verdict:failed%20colour:red')).toMatchObject({
      status: 400,
      json: {
        code: 'QUERY_UNREADABLE',
        message: expect.stringContaining('At character 16: There is no field "colour"'),
      },
    })
    expect((await api('GET', '/api/events?limit=0')).json.issues[0].path).toBe('limit')
    expect((await api('GET', '/api/events/stats?q=x')).status).toBe(400)
  })
})

it('refuses to count in times before all times', async () => {
  const app = await startApp()
  const { status, json } = await app.api('GET', '/api/events/stats?buckets=1&from=-1&to=1')
  expect([status, json.code]).toEqual([400, 'INVALID_INPUT'])
})
