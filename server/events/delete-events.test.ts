import { describe, expect, it } from 'vitest'
import type { Notice } from '../bus/bus.ts'
import { StoreUnavailableError } from '../store/errors.ts'
import { newEvent } from '../testing/events.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

async function holding(app: TestApp, count: number): Promise<void> {
  const [endpoint] = app.ctx.registry.list()
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      app.ctx.store.events.append(
        newEvent({
          endpointId: endpoint?.id ?? '',
          receivedAt: 1000 + i,
          body: Buffer.from(`{"data":{"n":${i}}}`),
        }),
      ),
    ),
  )
}
const total = async ({ api }: TestApp) => (await api('GET', '/api/events/stats')).json.total
const remove = ({ api }: TestApp, body: unknown) => api('POST', '/api/events/delete', body)

describe('deleting events', () => {
  it('first says what would go, then takes just that', async () => {
    const app = await startApp({ now: () => 99_000 })
    await holding(app, 40)
    const dry = await remove(app, { query: 'data.n:>=30', dryRun: true })
    expect(dry).toEqual({
      status: 200,
      json: {
        matching: 10,
        bytes: 10 * '{"data":{"n":30}}'.length,
        oldest: 1030,
        newest: 1039,
        complete: true,
        upTo: 40,
        askedAt: 99_000,
        cursor: null,
      },
    })
    await holding(app, 40)
    const { upTo, askedAt } = dry.json
    expect((await remove(app, { query: 'data.n:>=30', upTo, askedAt })).json.deleted).toBe(10)
    expect(await total(app)).toBe(70)
  })

  it('takes every event for an empty query, and those of given ids', async () => {
    const app = await startApp()
    await holding(app, 30)
    const { events } = (await app.api('GET', '/api/events?limit=3')).json
    const ids = events.map(({ id }: { id: string }) => id)
    expect((await remove(app, { ids: [...ids, 'evt_gone'] })).json).toMatchObject({
      deleted: 3,
      complete: true,
    })
    expect((await remove(app, { query: '' })).json).toMatchObject({ deleted: 27, complete: true })
    expect(await total(app)).toBe(0)
  })

  it('answers in parts where it is asked to, which add up', async () => {
    const app = await startApp()
    await holding(app, 5000)
    let deleted = 0
    let parts = 0
    for (let more: object | null = {}; more; parts++) {
      const { json } = await remove(app, { query: '', partMs: 10, ...more })
      deleted += json.deleted
      more = json.complete ? null : { cursor: json.cursor, upTo: json.upTo, askedAt: json.askedAt }
    }
    expect(deleted).toBe(5000)
    expect(parts).toBeGreaterThan(1)
  })

  it('refuses what is neither a query nor ids, and says where a query cannot be read', async () => {
    const app = await startApp()
    for (const body of [{}, { query: '', ids: ['evt_1'] }, { ids: [] }, { ids: ['a'], dryRun: true }]) {
      expect(await remove(app, body), JSON.stringify(body)).toMatchObject({
        status: 400,
        json: { code: 'INVALID_INPUT' },
      })
    }
    expect(await remove(app, { query: 'size:' })).toMatchObject({
      status: 400,
      json: { code: 'QUERY_UNREADABLE', issues: [{ path: 'query' }] },
    })
  })

  it('tells pages that events went', async () => {
    const app = await startApp()
    await holding(app, 3)
    const notices: Notice['kind'][] = []
    app.ctx.bus.subscribe(({ kind }) => notices.push(kind))
    await remove(app, { query: '', dryRun: true })
    await remove(app, { query: 'type:none' })
    expect(notices).toEqual([])
    await remove(app, { query: '' })
    expect(notices).toEqual(['deleted', 'counts'])
  })

  it('ends when the client does not wait for the answer', async () => {
    const app = await startApp()
    await holding(app, 5000)
    const asking = new AbortController()
    const answer = fetch(`${app.url}/api/events/delete`, {
      method: 'POST',
      body: '{"query":""}',
      headers: { 'content-type': 'application/json' },
      signal: asking.signal,
    }).catch(() => null)
    while ((await total(app)) === 5000) await new Promise(setImmediate)
    asking.abort()
    await answer
    await expect.poll(() => app.logged.join('')).toContain('broken off by its client')
    expect(await total(app)).toBeGreaterThan(0)
  })

  it('says how many went before the server stopped', async () => {
    const app = await startApp()
    await holding(app, 5000)
    const answer = remove(app, { query: '' })
    while ((await total(app)) === 5000) await new Promise(setImmediate)
    void app.close()
    expect(await answer).toMatchObject({ status: 503, json: { code: 'STOPPING' } })
    expect((await answer).json.message).toMatch(/ [\d,]+ events? (was|were) deleted; ask again/)
  })

  it('says so when the disk refuses', async () => {
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          deleteMatching: async () => {
            throw new StoreUnavailableError(new Error('disk full'))
          },
        },
      }),
    })
    expect(await remove(app, { query: '' })).toMatchObject({
      status: 503,
      json: { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('0 events were deleted') },
    })
  })
})
