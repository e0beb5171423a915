import { describe, expect, it } from 'vitest'
import { KEPT_PROBES, probeReportSchema } from '../../shared/probe.ts'
import { makeTarget } from '../testing/deliveries.ts'
import { startFaultyReceiver } from '../testing/faulty-receiver.ts'
import { testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { startTarget } from '../testing/target-server.ts'

async function start(app: TestApp, body: Record<string, unknown>): Promise<any> {
  const { status, json } = await app.api('POST', '/api/probes', body)
  if (status !== 202) throw new Error(JSON.stringify(json))
  return json
}

/** The report, once it is over: asked for as a script does. */
async function over(app: TestApp, id: string): Promise<any> {
  let report: any
  await expect
    .poll(async () => {
      report = (await app.api('GET', `/api/probes/${id}`)).json
      return report.state
    })
    .not.toBe('running')
  return report
}

const refused = async (app: TestApp, body: Record<string, unknown>) => {
  const { status, json } = await app.api('POST', '/api/probes', body)
  return { status, code: json.code, message: json.message as string }
}

describe('a probe over the API', () => {
  it('runs in the background, tells how far it is, and ends in a report', async () => {
    const app = await startApp()
    const { url } = await startFaultyReceiver('verifies nothing')
    const started = await start(app, { url, secret: testSecret })
    expect(started).toMatchObject({ state: 'running', checked: 0, ok: false, targetName: null })
    expect(started.toCome).toHaveLength(26)
    const report = probeReportSchema.parse(await over(app, started.id))
    expect(report).toMatchObject({ state: 'done', checked: 26, ok: false, toCome: [] })
    expect(report.faults.map(({ code }) => code)).toEqual(['verifies_nothing'])
    expect((await app.api('GET', '/api/probes')).json.probes).toMatchObject([
      { id: started.id, state: 'done', counts: report.counts },
    ])
  })

  it('of a target takes its secret and its headers, and shows neither', async () => {
    const app = await startApp()
    const { url, got } = await startTarget((reply, { headers }) =>
      reply.writeHead(200, { 'x-echo': String(headers['x-bypass-token']) }).end(JSON.stringify(headers)),
    )
    const { id: targetId } = await makeTarget(app, {
      name: 'staging',
      url,
      secret: testSecret,
      headers: [
        ['x-bypass-token', 'a-token-of-the-target'],
        ['User-Agent', 'Ours'],
      ],
    })
    const { id } = await start(app, { targetId, only: ['wrong_secret'] })
    const report = await over(app, id)
    expect(report).toMatchObject({ targetName: 'staging', signedWith: 'the secret of staging (whsec_…LaSw)' })
    expect(got[0]?.headers).toMatchObject({ 'x-bypass-token': 'a-token-of-the-target', 'user-agent': 'Ours' })
    const told = JSON.stringify(report) + app.logged.join('')
    expect(told).not.toContain(testSecret)
    expect(told).not.toContain('a-token-of')
    expect(report.results[0].exchanges[0].request.headers).toContainEqual(['x-bypass-token', '***rget'])
    expect(report.results[0].exchanges[0].request.headers.flat()).toContain('svix-signature')
  })

  it('signs with a secret of an endpoint that is chosen by its id', async () => {
    const app = await startApp()
    const { url } = await startFaultyReceiver()
    const { json } = await app.api('POST', '/api/endpoints/stack/secrets', {
      secret: testSecret,
      label: 'prod',
    })
    const { id } = await start(app, { url, secretId: json.id, only: ['pretty'] })
    expect(await over(app, id)).toMatchObject({ ok: true, signedWith: 'prod (whsec_…LaSw)' })
  })

  it('goes to the URL of a target with another query, by the target’s own rules', async () => {
    const app = await startApp()
    const { url, got } = await startTarget()
    await makeTarget(app, { name: 'staging', url, secret: testSecret })
    const { id } = await start(app, { url: `${url}?tenant=7`, only: ['get'] })
    expect(await over(app, id)).toMatchObject({ targetName: 'staging' })
    expect(got[0]?.path).toBe('/hook?tenant=7')
  })

  it('goes nowhere else, and says what to do', async () => {
    const app = await startApp()
    expect(await refused(app, { url: 'https://example.com/hook', secret: testSecret })).toEqual({
      status: 403,
      code: 'PROBE_NOT_ALLOWED',
      message: expect.stringContaining('make this one a target'),
    })
    expect(await refused(app, { url: 'http://10.0.0.1/', secret: testSecret })).toMatchObject({ status: 403 })
    expect(await refused(app, { targetId: 'tgt_gone', secret: testSecret })).toMatchObject({ status: 404 })
    expect(await refused(app, { url: 'http://localhost:1/' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('no secret to sign with'),
    })
    expect(await refused(app, { secret: testSecret })).toMatchObject({ status: 400 })
    const own = `${app.url.replace('127.0.0.1', 'localhost')}/in/stack`
    expect(await refused(app, { url: own, secret: testSecret })).toMatchObject({
      status: 400,
      message: expect.stringContaining('Hooklens itself'),
    })
  })

  it('keeps to the server’s own policy on this machine too', async () => {
    const app = await startApp({ config: { send: { policy: 'public', allow: [] } } })
    const { url, got } = await startTarget()
    const { id } = await start(app, { url, secret: testSecret })
    const report = await over(app, id)
    expect(report.faults).toMatchObject([
      { code: 'unreachable', why: expect.stringContaining('HOOKLENS_SEND_ALLOW') },
    ])
    expect(got).toEqual([])
  })

  it('can be cancelled, also while the handler does not answer', async () => {
    const app = await startApp()
    const server = await startTarget(() => {})
    const { id } = await start(app, { url: server.url, secret: testSecret })
    await server.gets(1)
    expect((await app.api('POST', `/api/probes/${id}/cancel`)).json).toMatchObject({
      state: 'cancelled',
      checked: 0,
      ok: false,
    })
    expect(await app.api('POST', `/api/probes/${id}/cancel`)).toMatchObject({
      status: 409,
      json: { code: 'PROBE_STATE' },
    })
    expect((await app.api('GET', '/api/probes/prb_none')).json.code).toBe('PROBE_NOT_FOUND')
  })

  it('is one of three at most, and ends when the server does', async () => {
    const app = await startApp()
    const server = await startTarget(() => {})
    const body = { url: server.url, secret: testSecret }
    for (let i = 0; i < 3; i++) await start(app, body)
    expect(await refused(app, body)).toMatchObject({ status: 409, code: 'TOO_MANY_PROBES' })
    await app.close()
  })

  it('is remembered until newer ones have taken its place', async () => {
    const app = await startApp()
    const { url } = await startTarget((reply) => reply.writeHead(404).end())
    const ids: string[] = []
    for (let i = 0; i <= KEPT_PROBES; i++) {
      const { id } = await start(app, { url, secret: testSecret })
      ids.push(id)
      await over(app, id)
    }
    const { probes } = (await app.api('GET', '/api/probes')).json
    expect(probes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(1).reverse())
  })
})
