import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { keepsEverything } from '../../shared/retention.ts'
import { createMemoryBus } from '../bus/memory.ts'
import { readConfig } from '../config.ts'
import { StoreUnavailableError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { newEvent } from '../testing/events.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { createKeeper } from './keeper.ts'
import { nextToGo } from './next-to-go.ts'
import { nextLook, restFactor } from './schedule.ts'

const MINUTE_MS = 60_000
const START = 1_700_000_000_000

async function receive({ ctx }: TestApp, count: number, receivedAt = START): Promise<void> {
  const endpointId = ctx.registry.bySlug('stack')?.id ?? ''
  const made = Array.from({ length: count }, () =>
    newEvent({ endpointId, receivedAt, body: Buffer.alloc(100) }),
  )
  await Promise.all(made.map(ctx.store.events.append))
}
const total = async ({ api }: TestApp) => (await api('GET', '/api/events/stats')).json.total
const setRule = ({ api }: TestApp, retention: object) => api('PATCH', '/api/endpoints/stack', { retention })

describe('the keeper', () => {
  it('takes what is too old when its time has come, and no earlier', async () => {
    let now = START
    const app = await startApp({ now: () => now })
    await receive(app, 3)
    await receive(app, 2, START + 10 * MINUTE_MS)
    await setRule(app, { maxAgeMs: 30 * MINUTE_MS })
    await app.ctx.keeper.check()
    expect(await total(app)).toBe(5)
    now = START + 31 * MINUTE_MS
    await app.ctx.keeper.check()
    expect(await total(app)).toBe(2)
    now = START + 41 * MINUTE_MS
    await app.ctx.keeper.check()
    expect(await total(app)).toBe(0)
  })

  it('takes what is over by count soon after events came, by itself', async () => {
    const app = await startApp()
    await setRule(app, { maxCount: 3 })
    await Promise.all(Array.from({ length: 20 }, () => fetch(`${app.url}/in/stack`, { method: 'POST' })))
    await expect.poll(() => total(app), { timeout: 20_000 }).toBe(3)
  })

  it('goes on after a restart', async () => {
    const dataDir = tempDir()
    const first = await startApp({ config: { dataDir } })
    await receive(first, 50)
    const endpoint = first.ctx.registry.bySlug('stack')
    await first.ctx.store.endpoints.setRetention(endpoint?.id ?? '', { ...keepsEverything, maxCount: 10 })
    await first.close()
    const second = await startApp({ config: { dataDir } })
    await expect.poll(() => total(second), { timeout: 20_000 }).toBe(10)
  })

  it('touches no endpoint without a rule, and does what a change of the rule asks for at once', async () => {
    const app = await startApp()
    await receive(app, 8)
    await app.ctx.keeper.check()
    expect(await total(app)).toBe(8)
    expect((await setRule(app, { maxBytes: 1000 })).json).toMatchObject({
      retention: { maxAgeMs: null, maxCount: null, maxBytes: 1000 },
      retentionConfigured: false,
      counts: { bytes: 800 },
    })
    expect((await setRule(app, { maxCount: 2 })).json.retention).toEqual({
      maxAgeMs: null,
      maxCount: 2,
      maxBytes: null,
    })
    await app.ctx.keeper.check()
    expect(await total(app)).toBe(2)
  })

  it('tells the log what the disk refused, and tries again', async () => {
    const app = await startApp()
    await receive(app, 5)
    await app.ctx.store.endpoints.setRetention(app.ctx.registry.bySlug('stack')?.id ?? '', {
      ...keepsEverything,
      maxCount: 1,
    })
    await app.ctx.registry.reload()
    let now = START
    const sweep = vi
      .fn<Store['retention']['sweep']>(app.ctx.store.retention.sweep)
      .mockRejectedValueOnce(new StoreUnavailableError(new Error('disk full')))
    const store = { ...app.ctx.store, retention: { ...app.ctx.store.retention, sweep } }
    const keeper = createKeeper({ ...app.ctx, store, bus: createMemoryBus(), now: () => now })
    keeper.start()
    await keeper.check()
    expect(app.logged.join('')).toContain('no longer to be kept could not be deleted')
    expect(await total(app)).toBe(5)
    now += MINUTE_MS
    await keeper.check()
    expect(await total(app)).toBe(1)
    await keeper.close()
  })

  it('lets no endpoint wait for another that always holds too much', async () => {
    const app = await startApp()
    await app.api('POST', '/api/endpoints', { name: 'Other', slug: 'other' })
    await setRule(app, { maxCount: 1 })
    await app.api('PATCH', '/api/endpoints/other', { retention: { maxCount: 1 } })
    await app.ctx.keeper.close()
    const stack = app.ctx.registry.bySlug('stack')?.id
    const looks: boolean[] = []
    const sweep: Store['retention']['sweep'] = async (id) => {
      looks.push(id === stack)
      // Without end, were it not for the other's turn.
      const more = id === stack && looks.length < 50 && looks.every(Boolean)
      return { deleted: 0, more, nextAt: null, held: { events: looks.length, bytes: 0 } }
    }
    const store = { ...app.ctx.store, retention: { ...app.ctx.store.retention, sweep } }
    const keeper = createKeeper({ ...app.ctx, store, bus: createMemoryBus(), now: () => START })
    keeper.changed(stack ?? '')
    keeper.changed(app.ctx.registry.bySlug('other')?.id ?? '')
    await keeper.check()
    await keeper.close()
    expect(looks).toEqual([true, false, true])
  })

  it('looks again when the next event reaches its age, but neither all the time nor never', () => {
    expect(nextLook(null, START)).toBe(START + 60 * MINUTE_MS)
    expect(nextLook(START + 5 * MINUTE_MS, START)).toBe(START + 5 * MINUTE_MS)
    expect(nextLook(START + 1, START)).toBe(START + MINUTE_MS / 2)
  })

  it('gives way to ingest, unless more comes than it takes', () => {
    expect(restFactor(null, 100)).toBe(3)
    expect(restFactor(100, 90)).toBe(3)
    expect(restFactor(100, 110)).toBe(0.5)
  })
})

describe('a rule', () => {
  it('is refused with what is wrong about it', async () => {
    const app = await startApp()
    const wrong = [
      [{ maxCount: 0 }, 'retention.maxCount', 'At least one event is kept.'],
      [{ maxAgeMs: 59_999 }, 'retention.maxAgeMs', 'An event is kept for at least one minute: 60,000 ms.'],
      [{ maxBytes: 999 }, 'retention.maxBytes', 'At least 1,000 bytes are kept.'],
    ] as const
    for (const [retention, path, message] of wrong) {
      expect(await setRule(app, retention)).toMatchObject({
        status: 400,
        json: { issues: [{ path, message }] },
      })
    }
    expect((await setRule(app, { days: 3 })).status).toBe(400)
    expect((await app.api('PATCH', '/api/endpoints/stack', {})).status).toBe(400)
  })

  it('is tried without being set, and says what goes next', async () => {
    const app = await startApp({ now: () => START + 20 * MINUTE_MS })
    await receive(app, 10)
    await receive(app, 10, START + 10 * MINUTE_MS)
    const preview = async (search: string) =>
      (await app.api('GET', `/api/endpoints/stack/retention?${search}`)).json
    expect(await preview('maxAgeMs=900000&maxCount=')).toEqual({
      rule: { maxAgeMs: 900_000, maxCount: null, maxBytes: null },
      stored: { events: 20, bytes: 2000, oldest: START },
      goes: { events: 10, bytes: 1000, oldest: START, newest: START },
      keeps: { events: 10, bytes: 1000, oldest: START + 10 * MINUTE_MS },
      next: { by: 'age', receivedAt: START + 10 * MINUTE_MS, at: START + 25 * MINUTE_MS, room: null },
    })
    // 20 events in 20 minutes: the 31st comes in 11.
    expect((await preview('maxCount=30')).next).toEqual({
      by: 'count',
      receivedAt: START,
      at: START + 31 * MINUTE_MS,
      room: 10,
    })
    expect(await preview('')).toMatchObject({ rule: keepsEverything, goes: { events: 0 }, next: null })
    expect(await total(app)).toBe(20)
    const bad = await app.api('GET', '/api/endpoints/stack/retention?maxCount=many')
    expect(bad).toMatchObject({ status: 400, json: { issues: [{ path: 'maxCount' }] } })
    expect((await app.api('GET', '/api/endpoints/none/retention')).status).toBe(404)
  })

  it('promises no time where too few events came', () => {
    const keeps = { events: 3, bytes: 300, oldest: START }
    const rule = { ...keepsEverything, maxCount: 5 }
    const next = nextToGo(rule, keeps, { events: 3, overMs: MINUTE_MS }, START)
    expect(next).toEqual({ by: 'count', receivedAt: START, at: null, room: 2 })
    expect(nextToGo(rule, { ...keeps, oldest: null }, { events: 0, overMs: 0 }, START)).toBeNull()
  })

  it('of the configuration file holds, and cannot be changed elsewhere', async () => {
    const folder = tempDir()
    const path = join(folder, 'hooklens.config.json')
    const write = (retention: object) =>
      writeFileSync(path, JSON.stringify({ endpoints: [{ slug: 'stack', retention }] }))
    write({ maxCount: 5, maxAgeMs: 3_600_000 })
    const config = readConfig({ port: '0', config: path }, {})
    const app = await startApp({ config: { endpoints: config.endpoints } })
    expect((await app.api('GET', '/api/endpoints/stack')).json).toMatchObject({
      retention: { maxCount: 5, maxAgeMs: 3_600_000, maxBytes: null },
      retentionConfigured: true,
    })
    expect(await setRule(app, { maxCount: 9 })).toMatchObject({
      status: 409,
      json: { code: 'RETENTION_CONFIGURED' },
    })
    expect((await app.api('PATCH', '/api/endpoints/stack', { name: 'Mine' })).json.name).toBe('Mine')
    write({ maxCount: 0 })
    expect(() => readConfig({ config: path }, {})).toThrow('At least one event is kept.')
  })
})
