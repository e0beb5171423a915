import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../shared/catalogue.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import { type Config, readConfig } from '../config.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { tempDir } from '../testing/temp-dir.ts'

const id = '3f0d6c4e-6a0b-4d4e-9d63-1f0e7a4b2c11'
const source = { uuid: () => id, now: () => 1_777_000_000_000 }
const team = (data: object = {}) => {
  const payload = samplePayload('team.updated', source)
  return JSON.stringify({ ...payload, data: { ...payload?.data, ...data } })
}

async function start(config: Partial<Config> = {}): Promise<TestApp> {
  const app = await startApp({ config })
  await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
  return app
}
async function send({ url }: TestApp, body: string, slug = 'stack'): Promise<string> {
  const reply = await fetch(`${url}/in/${slug}`, signedRequest(body))
  return ((await reply.json()) as { id: string }).id
}
const idsOf = async ({ api }: TestApp, q: string): Promise<string[]> =>
  (await api('GET', `/api/events?q=${q}`)).json.events.map((event: { id: string }) => event.id)
const stack = async ({ api }: TestApp): Promise<Endpoint> => (await api('GET', '/api/endpoints/stack')).json
const catalogue = async ({ api }: TestApp): Promise<Catalogue> => (await api('GET', '/api/catalog')).json

/** A configuration file that names a JSON Schema. */
function configOf(schema: object, entry: object = {}): Config {
  const folder = tempDir()
  writeFileSync(join(folder, 'paid.json'), JSON.stringify(schema))
  const schemas = [{ type: 'invoice.paid', file: 'paid.json', ...entry }]
  const config = join(folder, 'hooklens.config.json')
  writeFileSync(config, JSON.stringify({ endpoints: [{ slug: 'billing' }], schemas }))
  return readConfig({ config, dataDir: join(folder, 'data') }, {})
}
const paid = {
  type: 'object',
  description: 'An invoice was paid.',
  properties: {
    type: { const: 'invoice.paid' },
    data: { type: 'object', properties: { amount: { type: 'integer' } }, required: ['amount'] },
  },
  required: ['type', 'data'],
}

describe('an event', () => {
  it('is told to be valid, drift, invalid or unknown at its receipt, and found by it', async () => {
    const app = await start()
    const valid = await send(app, team())
    const drift = await send(app, team({ logo: 'x' }))
    const invalid = await send(app, team({ display_name: 5, logo: 'x' }))
    const unknown = await send(app, '{"type":"payment.made","data":{}}')
    const noJson = await send(app, 'a=1')
    expect(await idsOf(app, 'schema:valid')).toEqual([valid])
    expect(await idsOf(app, 'schema:drift')).toEqual([drift])
    expect(await idsOf(app, 'schema:invalid')).toEqual([invalid])
    expect(await idsOf(app, 'schema:unknown')).toEqual([noJson, unknown])
    expect(await idsOf(app, '-schema:unknown')).toEqual([invalid, drift, valid])
    expect((await app.api('GET', `/api/events/${invalid}`)).json).toMatchObject({
      schema: 'invalid',
      findings: [
        { kind: 'invalid', path: ['data', 'display_name'], expected: 'a text', found: 'the number 5' },
        { kind: 'drift', path: ['data', 'logo'], found: 'the text "x"' },
      ],
    })
  })

  it('of a store from before there were schemas is checked after the start', async () => {
    const dataDir = tempDir()
    const first = await start({ dataDir })
    // As that version stored it.
    const { catalogue: current } = first.ctx
    first.ctx.catalogue = { ...current, check: () => ({ state: 'unknown', findings: [] }) }
    const drift = await send(first, team({ logo: 'x' }))
    const valid = await send(first, team())
    await first.ctx.store.schemas.begin('an earlier version')
    await first.close()

    const second = await startApp({ config: { dataDir } })
    await expect.poll(() => idsOf(second, 'schema:valid')).toEqual([valid])
    expect(await idsOf(second, 'schema:drift')).toEqual([drift])
    expect((await stack(second)).drifts).toMatchObject([{ field: 'data.logo', eventId: drift }])
    await second.close()

    const third = await startApp({ config: { dataDir } })
    const { version, upTo, until } = await third.ctx.store.schemas.checking()
    expect({ version, upTo }).toEqual({ version: third.ctx.catalogue.version, upTo: until })
  })
})

describe('a field that drifts', () => {
  it('is told of at the endpoint from the first event on that has it, until somebody has seen it', async () => {
    const app = await start()
    const notices: string[] = []
    app.ctx.bus.subscribe(({ kind }) => notices.push(kind))
    const first = await send(app, team({ logo: 'x', links: [{ a: 1 }] }))
    await send(app, team({ logo: 'y' }))
    const { drifts } = await stack(app)
    expect(drifts.map(({ field }) => field).sort()).toEqual(['data.links', 'data.logo'])
    for (const drift of drifts) expect(drift).toMatchObject({ type: 'team.updated', eventId: first })
    expect(notices.filter((kind) => kind === 'endpoints')).toHaveLength(1)

    expect((await app.api('POST', '/api/endpoints/stack/drifts/seen', { upTo: Date.now() })).status).toBe(204)
    await send(app, team({ logo: 'z' }))
    expect((await stack(app)).drifts).toEqual([])
    const shown = Date.now()
    await expect.poll(() => Date.now()).toBeGreaterThan(shown)
    await send(app, team({ colour: 'red' }))
    // The page showed what was there before.
    await app.api('POST', '/api/endpoints/stack/drifts/seen', { upTo: shown })
    expect((await stack(app)).drifts).toMatchObject([{ field: 'data.colour' }])
  })

  it('is told of the first event that was received with it, though it be imported after others', async () => {
    const [before, app] = [await start(), await start()]
    const oldest = await send(before, team({ logo: 'x' }))
    const exported = await (await fetch(`${before.url}/api/events/export`)).text()
    await send(app, team({ logo: 'y' }))
    expect((await stack(app)).drifts).not.toMatchObject([{ eventId: oldest }])
    await fetch(`${app.url}/api/events/import`, { method: 'POST', body: exported })
    expect((await stack(app)).drifts).toMatchObject([{ field: 'data.logo', eventId: oldest }])
    expect(await app.ctx.store.schemas.drifts()).toMatchObject([{ drift: { eventId: oldest } }])
  })

  it('is no news from a sender whose signature fails', async () => {
    const app = await start()
    await fetch(`${app.url}/in/stack`, { method: 'POST', body: team({ forged: true }) })
    expect((await stack(app)).drifts).toEqual([])
    expect(await idsOf(app, 'schema:drift')).toHaveLength(1)
  })

  it('is one of two hundred at most: a sender may make up as many as it likes', async () => {
    const app = await start()
    for (let part = 0; part < 3; part++) {
      await send(app, team(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${part}_${i}`, i]))))
    }
    expect((await stack(app)).drifts).toHaveLength(200)
  })

  it('is one of two hundred at most where stored events are checked, too', async () => {
    const dataDir = tempDir()
    const first = await start({ dataDir })
    for (let part = 0; part < 3; part++) {
      await send(first, team(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${part}_${i}`, i]))))
    }
    await first.ctx.store.schemas.begin('an earlier version')
    await first.close()
    const second = await startApp({ config: { dataDir } })
    const { store, catalogue: current } = second.ctx
    await expect
      .poll(async () => {
        const { version, upTo, until } = await store.schemas.checking()
        return version === current.version && upTo === until
      })
      .toBe(true)
    expect(await store.schemas.drifts()).toHaveLength(200)
  })

  it('is remembered over a restart, and goes with its endpoint', async () => {
    const dataDir = tempDir()
    const first = await start({ dataDir })
    await send(first, team({ logo: 'x' }))
    await first.close()
    const second = await startApp({ config: { dataDir } })
    expect((await stack(second)).drifts).toMatchObject([{ field: 'data.logo' }])
    await second.api('DELETE', '/api/endpoints/stack')
    expect(await second.ctx.store.schemas.drifts()).toEqual([])
  })
})

describe('the catalogue', () => {
  it('tells when the newest of a type was received at an endpoint, whatever came later elsewhere', async () => {
    const app = await start()
    await app.api('POST', '/api/endpoints', { name: 'Other', slug: 'other' })
    const id = await send(app, '{"type":"payment.made"}')
    await send(app, '{"type":"payment.made"}', 'other')
    const { receivedAt } = (await app.api('GET', `/api/events/${id}`)).json
    const { unknown } = await catalogue(app)
    expect(unknown.find(({ endpointSlug }) => endpointSlug === 'stack')).toMatchObject({
      count: 1,
      lastAt: receivedAt,
    })
  })

  it('has every type with schema, example and what was received of it', async () => {
    const app = await start()
    await send(app, team())
    await send(app, team())
    await send(app, '{"type":"payment.made"}')
    const { types, unknown, actions } = await catalogue(app)
    const updated = types.find(({ type }) => type === 'team.updated')
    expect(updated).toMatchObject({
      label: 'Team updated',
      source: 'stack',
      entityKind: 'team',
      example: { type: 'team.updated' },
      received: { count: 2 },
      jsonSchema: { properties: { data: { properties: { id: { 'x-entity': 'team' } } } } },
    })
    expect(types.find(({ type }) => type === 'user.created')?.received).toBeNull()
    expect(unknown).toMatchObject([{ type: 'payment.made', endpointSlug: 'stack', count: 1 }])
    expect(actions.length).toBeGreaterThan(0)
    expect(await catalogue(app)).toEqual({ types, unknown, actions })
  })
})

describe('a JSON Schema of the configuration', () => {
  it('gets the same treatment as those of Stack', async () => {
    const app = await start(configOf(paid))
    const amount = (data: object) => JSON.stringify({ type: 'invoice.paid', data })
    await send(app, amount({ amount: 5 }))
    const drift = await send(app, amount({ amount: 5, currency: 'EUR' }))
    const invalid = await send(app, amount({ amount: '5' }))
    expect(await idsOf(app, 'schema:drift')).toEqual([drift])
    expect(await idsOf(app, 'schema:invalid')).toEqual([invalid])
    expect((await stack(app)).drifts).toMatchObject([{ type: 'invoice.paid', field: 'data.currency' }])
    const { types } = await catalogue(app)
    expect(types.at(-1)).toMatchObject({
      type: 'invoice.paid',
      source: 'configured',
      sentWhen: 'An invoice was paid.',
      received: { count: 3 },
    })
  })

  it('of one endpoint is known there alone, and Stack’s are not', async () => {
    const app = await start(configOf(paid, { type: 'team.updated', endpoint: 'billing' }))
    await send(app, team())
    await send(app, team(), 'billing')
    await send(app, '{"type":"team.deleted","data":{"id":"org_1"}}', 'billing')
    expect(await idsOf(app, 'schema:valid endpoint:stack')).toHaveLength(1)
    expect(await idsOf(app, 'schema:invalid endpoint:billing')).toHaveLength(1)
    expect(await idsOf(app, 'schema:unknown endpoint:billing')).toHaveLength(1)
    const { types, unknown } = await catalogue(app)
    expect(
      types.filter(({ type }) => type === 'team.updated').map(({ received }) => received?.count),
    ).toEqual([1, 1])
    expect(unknown).toMatchObject([{ type: 'team.deleted', endpointSlug: 'billing' }])
  })

  it.each([
    ['is none', [], {}, /A JSON Schema is an object/],
    ['has a type that does not exist', { type: 'strnig' }, {}, /invoice\.paid.*paid\.json/],
    ['leads nowhere', { properties: { data: { $ref: '#/$defs/none' } } }, {}, /invoice\.paid.*paid\.json/],
    ['has no file', paid, { file: 'none.json' }, /none\.json/],
    [
      'is of a type of Stack',
      paid,
      { type: 'user.created' },
      /"user\.created" is Stack's\. Name the "endpoint"/,
    ],
  ])('that %s ends the start with its name', (_, schema, entry, message) => {
    expect(() => configOf(schema, entry)).toThrow(message)
  })
})
