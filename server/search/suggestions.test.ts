import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../shared/query/query.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

async function send({ url }: TestApp, payload: unknown, headers: Record<string, string> = {}) {
  const reply = await fetch(`${url}/in/stack`, { method: 'POST', body: JSON.stringify(payload), headers })
  expect(reply.status).toBe(200)
}

async function suggest(app: TestApp, params: Record<string, string>) {
  const { status, json } = await app.api('GET', `/api/search/suggestions?${new URLSearchParams(params)}`)
  expect(status).toBe(200)
  return json.suggestions as { text: string; label: string; count: number | null; detail: string | null }[]
}

const texts = (all: { text: string }[]) => all.map(({ text }) => text)

describe('suggestions', () => {
  it('are the types that came, with their counts and families; those that begin so stand first', async () => {
    const app = await startApp()
    await send(app, { type: 'user.created', data: {} })
    await send(app, { type: 'user.created', data: {} })
    await send(app, { type: 'user.deleted', data: {} })
    await send(app, { type: 'team.user added', data: {} })
    const all = await suggest(app, { field: 'type', prefix: 'US' })
    expect(all.map(({ text, count }) => [text, count])).toEqual([
      ['user.*', 3],
      ['user.created', 2],
      ['user.deleted', 1],
      ['"team.user added"', 1],
    ])
    expect(await suggest(app, { field: 'type', limit: '1' })).toHaveLength(1)
  })

  it('are endpoints with their names, verdicts, and methods', async () => {
    const app = await startApp()
    await send(app, {})
    expect(await suggest(app, { field: 'endpoint' })).toEqual([
      { text: 'stack', label: 'stack', detail: 'Stack', count: 1, atLeast: false },
    ])
    expect((await suggest(app, { field: 'verdict' }))[0]).toMatchObject({ text: 'unsigned', count: 1 })
    expect(await suggest(app, { field: 'method' })).toMatchObject([{ text: 'POST', count: 1 }])
    expect(texts(await suggest(app, { field: 'cause', prefix: 'secret_' }))).toContain('secret_retired')
  })

  it('are header names that came lately or are well known, and their values', async () => {
    const app = await startApp()
    await send(app, {}, { 'x-odd': 'a "b" (c)', 'User-Agent': 'Svix-Webhooks/1.0' })
    const names = texts(await suggest(app, { field: 'header', limit: '100' }))
    expect(names).toEqual(expect.arrayContaining(['x-odd', 'user-agent', 'svix-id']))
    expect(texts(await suggest(app, { field: 'header', name: 'X-Odd' }))).toEqual(['"a \\"b\\" (c)"'])
    expect(texts(await suggest(app, { field: 'header', name: 'USER-agent', prefix: 'svix' }))).toEqual([
      'Svix-Webhooks/1.0',
    ])
  })

  it('are the paths that payloads have, and the values that were there', async () => {
    const app = await startApp()
    await send(app, { data: { name: 'Ada L', age: 36, 'odd key': { 'a.b': true }, list: [{ x: null }] } })
    await expect
      .poll(async () => texts(await suggest(app, { field: 'data' })).toSorted())
      .toEqual(['"odd key"."a.b"', 'age', 'list.x', 'name'])
    expect(texts(await suggest(app, { field: 'data', prefix: '"odd' }))).toEqual(['"odd key"."a.b"'])
    expect(texts(await suggest(app, { field: 'data', name: 'name' }))).toEqual(['"Ada L"'])
    expect(texts(await suggest(app, { field: 'data', name: 'age' }))).toEqual(['36'])
    expect(texts(await suggest(app, { field: 'data', name: '"odd key"."a.b"' }))).toEqual(['true'])
  })

  it('of hostile payloads and headers can all be read back', async () => {
    const app = await startApp()
    const hostile = ['"', '\\', '', '\u202e', '\0', 'a:b', '*', '(', '>5', '12', 'null', 'or', '\ud800', ' ']
    await send(app, { data: Object.fromEntries(hostile.map((text) => [text, text])), type: '* "x"' })
    await send(app, { data: { ['k'.repeat(5000)]: 1, text: 'line\nline', long: 'x'.repeat(5000) } })
    await expect.poll(async () => (await suggest(app, { field: 'data' })).length).toBeGreaterThan(10)
    const paths = await suggest(app, { field: 'data', limit: '100' })
    for (const { text: path } of paths) {
      expect(() => parseQuery(`data.${path}:*`), path).not.toThrow()
      const values = await suggest(app, { field: 'data', name: path })
      for (const { text } of values) expect(() => parseQuery(`data.${path}:${text}`), text).not.toThrow()
    }
    for (const { text } of await suggest(app, { field: 'type' })) {
      expect(
        (await app.api('GET', `/api/events?${new URLSearchParams({ q: `type:${text}` })}`)).json.events,
      ).toHaveLength(1)
    }
    expect(texts(await suggest(app, { field: 'data', name: 'text' }))).toEqual([])
  })

  it('of what cannot stand in a query are refused, or none', async () => {
    const app = await startApp()
    const refused = await app.api('GET', '/api/search/suggestions?field=data&name=%22open')
    expect(refused).toMatchObject({ status: 400, json: { code: 'QUERY_UNREADABLE' } })
    expect((await app.api('GET', '/api/search/suggestions?field=colour')).status).toBe(400)
    expect(await suggest(app, { field: 'data', name: 'a:1 or data.b' })).toEqual([])
    expect(await suggest(app, { field: 'user' })).toEqual([])
  })
})
