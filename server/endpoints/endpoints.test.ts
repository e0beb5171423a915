import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp } from '../testing/start-app.ts'

describe('endpoints', () => {
  it('begin with one named stack, with its ingest URL', async () => {
    const { api, url } = await startApp()
    expect((await api('GET', '/api/endpoints')).json.endpoints).toMatchObject([
      { slug: 'stack', ingestUrl: `${url}/in/stack`, secrets: [], counts: { verified: 0 } },
    ])
  })

  it('are made, found by id and by slug, renamed and deleted', async () => {
    const { api, url } = await startApp()
    const made = await api('POST', '/api/endpoints', { name: 'Zoë’s Stäging (2)' })
    expect(made).toMatchObject({ status: 201, json: { slug: 'zoe-s-staging-2', name: 'Zoë’s Stäging (2)' } })
    const renamed = await api('PATCH', `/api/endpoints/${made.json.id}`, { name: 'Staging' })
    expect(renamed.json).toMatchObject({ name: 'Staging', slug: 'zoe-s-staging-2' })
    expect((await api('GET', '/api/endpoints/zoe-s-staging-2')).json).toEqual(renamed.json)

    await fetch(`${url}/in/zoe-s-staging-2`, { method: 'POST', body: '{}' })
    expect((await api('DELETE', '/api/endpoints/zoe-s-staging-2')).json).toEqual({ deleted: 1 })
    expect((await api('GET', '/api/endpoints/zoe-s-staging-2')).status).toBe(404)
    expect((await api('GET', '/api/events')).json.events).toEqual([])
    expect((await fetch(`${url}/in/zoe-s-staging-2`, { method: 'POST' })).status).toBe(404)
  })

  it('say which field is wrong and why', async () => {
    const { api } = await startApp()
    expect(await api('POST', '/api/endpoints', { name: ' ' })).toMatchObject({
      status: 400,
      json: {
        code: 'INVALID_INPUT',
        issues: [{ path: 'name', message: 'A name needs at least one character.' }],
      },
    })
    expect((await api('POST', '/api/endpoints', { name: 'a', slug: 'A/b' })).json.issues[0].path).toBe('slug')
    expect((await api('POST', '/api/endpoints', { name: '日本' })).json.issues[0].path).toBe('slug')
    expect((await api('POST', '/api/endpoints', { name: 'a', colour: 'red' })).status).toBe(400)
  })

  it('refuse a slug that is taken', async () => {
    const { api } = await startApp()
    expect(await api('POST', '/api/endpoints', { name: 'Stack' })).toMatchObject({
      status: 409,
      json: { code: 'SLUG_TAKEN' },
    })
  })

  it('come from the configuration, with secrets, once', async () => {
    const config = {
      endpoints: [{ slug: 'billing', name: 'Billing' }],
      secrets: [{ endpointSlug: 'stack', label: 'STACK_WEBHOOK_SECRET', secret: testSecret }],
    }
    const first = await startApp({ config })
    const { dataDir } = first.ctx.config
    await first.close()
    const { api } = await startApp({ config: { ...config, dataDir } })
    expect((await api('GET', '/api/endpoints')).json.endpoints).toMatchObject([
      { slug: 'billing' },
      { slug: 'stack', secrets: [{ label: 'STACK_WEBHOOK_SECRET', hint: 'whsec_…LaSw' }] },
    ])
  })
})

describe('secrets', () => {
  it('are never shown whole but when revealed', async () => {
    const { api, logged } = await startApp()
    const added = await api('POST', '/api/endpoints/stack/secrets', {
      secret: testSecret,
      label: 'production',
    })
    expect(added).toMatchObject({
      status: 201,
      json: { label: 'production', hint: 'whsec_…LaSw', problem: null },
    })
    const everything = JSON.stringify([
      added,
      await api('GET', '/api/endpoints'),
      await api('POST', '/api/endpoints/stack/secrets', { secret: testSecret }),
      await api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 7 }),
      logged,
    ])
    expect(everything).not.toContain(testSecret.slice(6, 20))
    const revealed = await api('POST', `/api/endpoints/stack/secrets/${added.json.id}/reveal`)
    expect(revealed.json).toEqual({ secret: testSecret })
  })

  it('lie sealed on the disk, with a key that only the owner can read', async () => {
    const { api, ctx } = await startApp()
    await api('POST', '/api/endpoints/stack/secrets', { secret: testSecret })
    const { dataDir } = ctx.config
    for (const file of readdirSync(dataDir)) {
      expect(readFileSync(join(dataDir, file)).includes(testSecret.slice(6))).toBe(false)
    }
    expect(statSync(join(dataDir, 'encryption.key')).mode & 0o777).toBe(0o600)
  })

  it('cannot be opened with another key, and the server says so', async () => {
    const first = await startApp()
    const { dataDir } = first.ctx.config
    await first.close()
    const encryptionKey = Buffer.alloc(32, 1).toString('base64')
    await expect(startApp({ config: { dataDir, encryptionKey } })).rejects.toThrow('sealed with another key')
  })

  it('that cannot be secrets are kept, with what is wrong with them', async () => {
    const { api } = await startApp()
    const added = await api('POST', '/api/endpoints/stack/secrets', { secret: `"${testSecret}"` })
    expect(added.json.problem).toMatch(/quotation mark/)
  })

  it('are labelled anew, expire, and are removed', async () => {
    const { api, url } = await startApp()
    const verdict = async () =>
      ((await (await fetch(`${url}/in/stack`, signedRequest('{}'))).json()) as { verdict: string }).verdict
    const { id } = (await api('POST', '/api/endpoints/stack/secrets', { secret: testSecret })).json
    expect(await verdict()).toBe('verified')
    const path = `/api/endpoints/stack/secrets/${id}`
    expect((await api('PATCH', path, { label: 'old', expiresAt: 1000 })).json).toMatchObject({
      label: 'old',
      expiresAt: 1000,
    })
    expect(await verdict()).toBe('failed')
    expect((await api('PATCH', path, { expiresAt: null })).json).toMatchObject({
      label: 'old',
      expiresAt: null,
    })
    expect(await verdict()).toBe('verified')
    expect((await api('DELETE', path)).status).toBe(204)
    expect(await verdict()).toBe('unchecked')
    expect((await api('DELETE', path)).status).toBe(404)
  })
})

it('samples go through ingest and are verified, with and without a secret of the user', async () => {
  const { api } = await startApp()
  const first = await api('POST', '/api/samples', { endpoint: 'stack', type: 'team.created' })
  expect(first).toMatchObject({ status: 201, json: { verdict: 'verified' } })
  await api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
  const second = await api('POST', '/api/samples', { endpoint: 'stack' })
  expect((await api('GET', `/api/events/${second.json.eventId}`)).json.verifiedBy.label).toBe('production')
  expect((await api('GET', `/api/events/${first.json.eventId}`)).json).toMatchObject({
    type: 'team.created',
    verifiedBy: { label: 'Hooklens sample' },
  })
  expect(
    (await api('POST', '/api/samples', { endpoint: 'stack', type: 'no.such' })).json.issues[0].path,
  ).toBe('type')
})
