import { describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/start-app.ts'

async function store({ url }: TestApp, body: string | Buffer, headers: Record<string, string> = {}) {
  const reply = await fetch(`${url}/in/stack`, { method: 'POST', body, headers })
  return ((await reply.json()) as { id: string }).id
}

const user = (data: object) => JSON.stringify({ type: 'user.updated', data: { id: 'u1', ...data } })

describe('POST /api/diff', () => {
  it('tells what differs in payload, headers and facts, and where the bytes differ first', async () => {
    const app = await startApp()
    const left = await store(app, user({ name: 'Ada' }), { 'svix-id': 'msg_1', 'x-old': '1', 'x-same': 'y' })
    const right = await store(app, user({ name: 'Eve' }), { 'svix-id': 'msg_2', 'x-same': 'y', 'x-new': '2' })
    const { status, json } = await app.api('POST', '/api/diff', { left, right })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      left,
      right,
      problem: null,
      differsAt: user({ name: 'Ada' }).indexOf('Ada'),
    })
    expect(json.payload.changes).toMatchObject([
      { kind: 'changed', name: 'data.name', before: { text: '"Ada"' }, after: { text: '"Eve"' } },
    ])
    const told = (noise: boolean) =>
      json.headers
        .filter(({ isNoise }: any) => isNoise === noise)
        .map(({ name, left, right }: any) => [name, left, right])
    expect(told(false)).toEqual([
      ['x-new', null, '2'],
      ['x-old', '1', null],
    ])
    expect(told(true)).toEqual([['svix-id', 'msg_1', 'msg_2']])
    const facts = json.facts.map(({ fact }: { fact: string }) => fact)
    expect(facts).toContain('messageId')
    expect(facts).not.toContain('path')
  })

  it('says why bodies that are no JSON have no comparison by meaning, and compares their bytes', async () => {
    const app = await startApp()
    const left = await store(app, Buffer.from([0xff, 1]))
    const right = await store(app, '{}')
    expect((await app.api('POST', '/api/diff', { left, right })).json).toMatchObject({
      payload: null,
      problem: 'The body of the left event is no JSON. Compare them as text.',
      differsAt: 0,
    })
    expect((await app.api('POST', '/api/diff', { left, right: left })).json).toMatchObject({
      problem: 'Neither body is JSON. Compare them as text.',
      differsAt: null,
      headers: [],
      facts: [],
    })
  })

  it('compares large bodies, aside', async () => {
    const app = await startApp()
    const list = (last: number) => user({ list: [...Array.from({ length: 20_000 }, (_, i) => i), last] })
    const [left, right] = [await store(app, list(-1)), await store(app, list(-2))]
    const { json } = await app.api('POST', '/api/diff', { left, right })
    expect(json.payload).toMatchObject({ total: 1, changes: [{ name: 'data.list[20000]' }] })
  })

  it('needs two events that are there', async () => {
    const app = await startApp()
    const left = await store(app, '{}')
    expect(await app.api('POST', '/api/diff', { left, right: 'evt_gone' })).toMatchObject({
      status: 404,
      json: { code: 'EVENT_NOT_FOUND' },
    })
    expect((await app.api('POST', '/api/diff', { left })).status).toBe(400)
  })
})
