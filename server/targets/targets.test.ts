import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { makeTarget, onceTrue } from '../testing/deliveries.ts'
import { testSecret } from '../testing/signed-request.ts'
import { startApp } from '../testing/start-app.ts'
import { startTarget } from '../testing/target-server.ts'
import { tempDir } from '../testing/temp-dir.ts'

describe('targets', () => {
  it('are kept over a restart, their secrets and headers sealed', async () => {
    const app = await startApp()
    const target = await makeTarget(app, {
      url: 'http://localhost:3000/hook',
      secret: testSecret,
      headers: [['Authorization', 'Bearer very-secret']],
      forward: { query: 'type:user.*' },
    })
    expect(target).toMatchObject({
      id: expect.stringMatching(/^tgt_/),
      secret: { hint: 'whsec_…LaSw', problem: null },
      forward: { enabled: false, query: 'type:user.*', signature: 'original', inOrder: false },
      circuit: { state: 'closed' },
      counts: { due: 0, failed: 0 },
      configured: false,
    })
    expect(JSON.stringify(target)).not.toContain(testSecret)
    const records = await app.ctx.store.targets.list()
    expect(Buffer.from(records[0]?.headers ?? []).includes('very-secret')).toBe(false)
    const { dataDir } = app.ctx.config
    await app.close()
    const second = await startApp({ config: { dataDir } })
    expect((await second.api('GET', '/api/targets')).json.targets).toEqual([target])
  })

  it('show of credentials their end alone, also in attempts, and keep them when that is given back', async () => {
    const app = await startApp()
    const backend = await startTarget()
    const target = await makeTarget(app, {
      url: backend.url,
      headers: [
        ['Authorization', 'Bearer very-secret-7f3a'],
        ['X-Api-Key', 'short'],
        ['X-Env', 'staging'],
      ],
    })
    const shown = [
      ['Authorization', '***7f3a'],
      ['X-Api-Key', '***'],
      ['X-Env', 'staging'],
    ]
    expect(target.headers).toEqual(shown)
    const changed = [...shown.slice(0, 2), ['X-Env', 'production']]
    await app.api('PATCH', `/api/targets/${target.id}`, { headers: changed })
    const { json } = await app.api('POST', `/api/targets/${target.id}/test`)
    expect(backend.got[0]?.headers).toMatchObject({
      authorization: 'Bearer very-secret-7f3a',
      'x-api-key': 'short',
      'x-env': 'production',
    })
    expect(JSON.stringify(json)).toContain('***7f3a')
    expect(JSON.stringify(json)).not.toContain('very-secret')
    // Nobody learns it by having it sent to a server of his own.
    const away = { url: 'http://127.0.0.1:1/' }
    for (const change of [away, { ...away, headers: changed }]) {
      const refused = await app.api('PATCH', `/api/targets/${target.id}`, change)
      expect(refused).toMatchObject({ status: 400, json: { issues: [{ path: 'headers.0' }] } })
    }
    await app.api('PATCH', `/api/targets/${target.id}`, { headers: [['Authorization', 'Bearer other']] })
    await app.api('POST', `/api/targets/${target.id}/test`)
    expect(backend.got[1]?.headers['authorization']).toBe('Bearer other')
  })

  it('are changed in part, and refused with the reason', async () => {
    const app = await startApp()
    const { id } = await makeTarget(app, { url: 'http://localhost:3000/' })
    const change = async (body: object) => {
      const { status, json } = await app.api('PATCH', `/api/targets/${id}`, body)
      return status === 200 ? json : `${status} ${json.code}`
    }
    expect(await change({ retry: [1000, 2000] })).toMatchObject({ name: 'dev', retry: [1000, 2000] })
    expect(await change({ secret: testSecret })).toMatchObject({ secret: { hint: 'whsec_…LaSw' } })
    expect(await change({ secret: null })).toMatchObject({ secret: null })
    expect(await change({ url: 'javascript:alert(1)' })).toBe('400 INVALID_INPUT')
    expect(await change({ forward: { query: 'colour:red' } })).toBe('400 QUERY_UNREADABLE')
    await makeTarget(app, { name: 'other', url: 'http://localhost:3000/' })
    expect(await change({ name: 'OTHER' })).toBe('409 NAME_TAKEN')
    expect((await app.api('DELETE', `/api/targets/${id}`)).status).toBe(204)
    expect(await change({ name: 'x' })).toBe('404 TARGET_NOT_FOUND')
  })

  it('of the configuration file take credentials from the environment, and are changed only there', async () => {
    const file = join(tempDir(), 'config.json')
    const named = {
      name: 'staging',
      url: 'https://staging.example.com/hook',
      secret: { env: 'STAGING_SECRET' },
      headers: { Authorization: { env: 'STAGING_AUTH' }, 'X-From': 'hooklens' },
      forward: { enabled: true, query: 'verdict:verified' },
    }
    writeFileSync(file, JSON.stringify({ targets: [named] }))
    const env = { STAGING_SECRET: testSecret, STAGING_AUTH: 'Bearer x', HOOKLENS_CONFIG: file }
    const { targets } = readConfig({}, env)
    const app = await startApp({ config: { targets } })
    const [target] = (await app.api('GET', '/api/targets')).json.targets
    expect(target).toMatchObject({ name: 'staging', configured: true, secret: { hint: 'whsec_…LaSw' } })
    expect(target.headers).toEqual([
      ['Authorization', '***'],
      ['X-From', 'hooklens'],
    ])
    const { status, json } = await app.api('PATCH', `/api/targets/${target.id}`, { name: 'x' })
    expect([status, json.code]).toEqual([409, 'TARGET_CONFIGURED'])
    expect(() => readConfig({}, { HOOKLENS_CONFIG: file })).toThrow(/STAGING_(AUTH|SECRET), which is not set/)
  })

  it('end a test that is cancelled with the rest, and with the target', async () => {
    const app = await startApp()
    const backend = await startTarget(() => {})
    const { id } = await makeTarget(app, { url: backend.url, maxInFlight: 1 })
    const first = app.api('POST', `/api/targets/${id}/test`)
    await backend.gets(1)
    const second = app.api('POST', `/api/targets/${id}/test`)
    await onceTrue(app, async () => (await app.api('GET', '/api/targets')).json.targets[0].counts.due === 2)
    expect((await app.api('POST', `/api/targets/${id}/cancel`)).json.cancelled).toBe(1)
    expect((await second).json.status).toBe('cancelled')
    await backend.close()
    expect((await first).json.status).toBe('failed')
  })

  it('are tested with a signed sample, and the answer is there at once', async () => {
    const app = await startApp()
    const backend = await startTarget((reply) => reply.writeHead(418).end('short and stout'))
    const { id } = await makeTarget(app, { url: backend.url, secret: testSecret })
    const { status, json } = await app.api('POST', `/api/targets/${id}/test`)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      kind: 'test',
      eventId: null,
      status: 'failed',
      attemptList: [{ answer: { status: 418, body: { text: 'short and stout' } } }],
    })
    expect(JSON.parse(backend.got[0]?.body ?? '')).toMatchObject({ type: 'user.created' })
    expect(backend.got[0]?.headers['svix-signature']).toMatch(/^v1,/)

    // Without a secret of its own: with an endpoint's, as forwarded events are.
    await app.api('PATCH', `/api/targets/${id}`, { secret: null })
    await app.api('POST', `/api/targets/${id}/test`)
    expect(backend.got[1]?.headers).not.toHaveProperty('svix-signature')
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret })
    await app.api('POST', `/api/targets/${id}/test`)
    expect(backend.got[2]?.headers['svix-signature']).toMatch(/^v1,/)
  })
})
