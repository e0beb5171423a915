import { Webhook } from 'svix'
import { describe, expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import type { SampleRun } from '../../shared/sample.ts'
import { scenarios } from '../../shared/stack/scenarios/index.ts'
import { testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { startTarget } from '../testing/target-server.ts'

const oldSecret = `whsec_${Buffer.alloc(24, 'o').toString('base64')}`

async function run({ api }: TestApp, ask: object): Promise<SampleRun> {
  const begun = await api('POST', '/api/samples', ask)
  expect(begun).toMatchObject({ status: 202, json: { state: 'running', sent: 0 } })
  const read = async () => (await api('GET', `/api/samples/${begun.json.id}`)).json as SampleRun
  await expect.poll(async () => (await read()).state, { timeout: 20_000 }).not.toBe('running')
  return read()
}
const eventsOf = async ({ api }: TestApp, q: string): Promise<EventSummary[]> =>
  (await api('GET', `/api/events?limit=500&q=${encodeURIComponent(q)}`)).json.events
const bodyOf = async ({ url }: TestApp, id: string) =>
  (await (await fetch(`${url}/api/events/${id}/body`)).json()) as { data: Record<string, any> }

describe('a sample', () => {
  it('is the same for the same seed, and says how it stands to its schema', async () => {
    const app = await startApp({ now: () => 1_790_000_000_000 })
    const ask = { endpoint: 'stack', type: 'user.updated', seed: 'ada' }
    const [one, two] = [
      await app.api('POST', '/api/samples', ask),
      await app.api('POST', '/api/samples', ask),
    ]
    expect(one).toMatchObject({ status: 201, json: { verdict: 'verified', schema: 'valid', seed: 'ada' } })
    expect(await bodyOf(app, one.json.eventId)).toEqual(await bodyOf(app, two.json.eventId))
    // Two messages all the same: none of them is a duplicate.
    const [a, b] = await eventsOf(app, '')
    expect(a?.messageId).not.toBe(b?.messageId)
  })

  it('has what is laid over it and lacks what is taken out, valid or not', async () => {
    const app = await startApp()
    const ask = { endpoint: 'stack', type: 'user.created' }
    const overrides = { display_name: null, risk_scores: { sign_up: { bot: 99 } } }
    const valid = await app.api('POST', '/api/samples', { ...ask, overrides })
    expect(valid.json.schema).toBe('valid')
    const { data } = await bodyOf(app, valid.json.eventId)
    expect(data['display_name']).toBeNull()
    expect(data['risk_scores'].sign_up).toEqual({ bot: 99, free_trial_abuse: expect.any(Number) })

    const drift = await app.api('POST', '/api/samples', { ...ask, overrides: { pronouns: 'they' } })
    expect(drift.json.schema).toBe('drift')
    const invalid = await app.api('POST', '/api/samples', { ...ask, unset: ['data.is_anonymous'] })
    expect(invalid.json.schema).toBe('invalid')
    expect(await bodyOf(app, invalid.json.eventId)).not.toHaveProperty('data.is_anonymous')
  })

  it('is drawn anew until a fault can be made of it', async () => {
    const app = await startApp()
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
    // A change of charset shows only in names beyond ASCII.
    const ask = { endpoint: 'stack', type: 'user.created', tamper: 'body_charset', count: 10 }
    expect(await run(app, ask)).toMatchObject({
      state: 'done',
      sent: 10,
      unexpected: 0,
      outcomes: [{ outcome: 'failed', count: 10 }],
    })
  })

  it('is refused with the field that is wrong', async () => {
    const { api } = await startApp()
    const refused: [ask: object, path: string, words: string][] = [
      [{ type: 'user.created', scenario: 'sign-up' }, 'scenario', 'either'],
      [{ type: 'no.such' }, 'type', 'no.such'],
      [{ scenario: 'toString' }, 'scenario', 'There are sign-up, join-team'],
      [{ scenario: 'sign-up', overrides: {} }, 'overrides', 'fit together'],
      [{ unset: ['display_name'] }, 'unset', 'data.country_code'],
      [{ type: 'team.deleted', tamper: 'body_charset' }, 'tamper', 'cannot be made'],
      [{ url: 'http://127.0.0.1:1/' }, 'endpoint', 'either'],
      [{ secret: testSecret }, 'secret', 'its own'],
      [{ endpoint: undefined, url: 'localhost', secret: testSecret }, 'url', 'whole URL'],
      [{ endpoint: undefined, url: 'http://127.0.0.1:1/', secret: 'whsec_!' }, 'secret', 'base64'],
      [
        { endpoint: undefined, url: 'http://127.0.0.1:1/', secret: testSecret, scenario: 'secret-rotation' },
        'oldSecret',
        'old secret',
      ],
    ]
    for (const [ask, path, words] of refused) {
      const { status, json } = await api('POST', '/api/samples', { endpoint: 'stack', ...ask })
      expect({ status, path: json.issues?.[0]?.path }, words).toEqual({ status: 400, path })
      expect(json.message).toContain(words)
    }
  })

  it('is found by its event where the endpoint answers as its target does', async () => {
    const app = await startApp()
    const target = await startTarget((reply) => reply.writeHead(200).end('{"taken":true}'))
    const { id } = (await app.api('POST', '/api/targets', { name: 'dev', url: target.url })).json
    const answer = { targetId: id, timeoutMs: 5000, fallback: { status: 502, body: '' } }
    const changed = await app.api('PATCH', '/api/endpoints/stack', { answer })
    expect(changed.status).toBe(200)
    const sample = await app.api('POST', '/api/samples', { endpoint: 'stack' })
    expect(sample).toMatchObject({ status: 201, json: { verdict: 'verified' } })
  })
})

describe('a run', { timeout: 30_000 }, () => {
  it('of any scenario is verified to the last event, and its events can be found', async () => {
    const app = await startApp()
    for (const { name: scenario } of scenarios.filter(({ needsTwoSecrets }) => !needsTwoSecrets)) {
      const ended = await run(app, { endpoint: 'stack', scenario, seed: 'ada', ratePerSecond: 1000 })
      expect(ended).toMatchObject({ scenario, state: 'done', unexpected: 0, sent: ended.total, error: null })
      expect(ended.results.map(({ schema }) => schema)).toEqual(Array(ended.total).fill('valid'))
      await expect
        .poll(async () => (await eventsOf(app, `header.hooklens-sample:${ended.id}`)).length)
        .toBe(ended.total)
    }
  })

  it('of a storm makes updates late and in conflict', async () => {
    const app = await startApp()
    await run(app, { endpoint: 'stack', scenario: 'update-storm', ratePerSecond: 1000 })
    await expect.poll(async () => (await eventsOf(app, 'flag:outOfOrder')).length).toBe(7)
    await expect.poll(async () => (await eventsOf(app, 'flag:conflict')).length).toBe(2)
    expect(await eventsOf(app, 'flag:duplicate')).toEqual([])
  })

  it('of retries gives attempts of one message, on the schedule', async () => {
    const app = await startApp()
    const { results } = await run(app, { endpoint: 'stack', scenario: 'svix-retries', ratePerSecond: 1000 })
    const [{ messageId } = { messageId: '' }] = results
    const { json } = await app.api('GET', `/api/messages/${messageId}`)
    expect(json.endpoints[0].attempts.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3])
    await expect.poll(async () => (await eventsOf(app, 'flag:duplicate')).length).toBe(2)
  })

  it('of a rotation is signed with the old secret, with both, and with the new one', async () => {
    const app = await startApp()
    const ask = { endpoint: 'stack', scenario: 'secret-rotation' }
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: oldSecret, label: 'old' })
    expect(await app.api('POST', '/api/samples', ask)).toMatchObject({
      status: 409,
      json: { code: 'NO_SECOND_SECRET' },
    })
    await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'new' })
    expect(await run(app, ask)).toMatchObject({ state: 'done', sent: 3, unexpected: 0 })
    const events = (await eventsOf(app, '')).toReversed()
    expect(events.map(({ verifiedBy }) => verifiedBy?.label)).toEqual(['old', 'new', 'new'])
  })

  it('goes straight to a handler, which can verify it', async () => {
    const target = await startTarget((reply, { body, headers }) => {
      new Webhook(testSecret).verify(body, headers as Record<string, string>)
      reply.writeHead(204).end()
    })
    const app = await startApp()
    const ended = await run(app, { url: target.url, secret: testSecret, scenario: 'sign-up' })
    expect(ended).toMatchObject({ state: 'done', unexpected: 0, outcomes: [{ outcome: '204', count: 5 }] })
    expect(target.got.map(({ body }) => JSON.parse(body).type).slice(0, 2)).toEqual([
      'team.created',
      'user.created',
    ])
    expect(JSON.stringify(ended) + app.logged.join()).not.toContain(testSecret)
    expect(await eventsOf(app, '')).toEqual([])
  })

  it('tells what a handler says against it, and that one takes what it must not', async () => {
    const app = await startApp()
    const strict = await startTarget((reply) => reply.writeHead(401).end('No matching signature found'))
    const lax = await startTarget()
    const ask = { secret: testSecret, type: 'user.created' }
    const refused = await run(app, { ...ask, url: strict.url })
    expect(refused).toMatchObject({ state: 'done', unexpected: 1 })
    expect(refused.results[0]).toMatchObject({ status: 401, answer: 'No matching signature found' })
    const tampered = { ...ask, tamper: 'signature_truncated' }
    expect(await run(app, { ...tampered, url: strict.url })).toMatchObject({ unexpected: 0 })
    expect(await run(app, { ...tampered, url: lax.url })).toMatchObject({ unexpected: 1 })
  })

  it('keeps the secrets out of what it tells of a handler that shows them', async () => {
    const app = await startApp()
    const { url } = await startTarget((reply) => reply.writeHead(500).end(`env: ${testSecret}, ${oldSecret}`))
    const ended = await run(app, { url, secret: testSecret, oldSecret, type: 'user.created' })
    expect(ended.results[0]?.answer).toBe('env: whsec_…LaSw, whsec_…b29v')
  })

  it('ends where the policy does not let it go, and where nobody listens', async () => {
    const ask = { secret: testSecret, count: 100 }
    const closed = await startApp({ config: { send: { policy: 'public', allow: [] } } })
    const target = await startTarget()
    const refused = await run(closed, { ...ask, url: target.url })
    expect(refused).toMatchObject({ state: 'failed', sent: 0 })
    expect(refused.error).toContain('HOOKLENS_SEND_ALLOW')
    expect(target.got).toEqual([])
    const nobody = await run(await startApp(), { ...ask, url: 'http://127.0.0.1:9/' })
    expect(nobody).toMatchObject({ state: 'failed', sent: 0 })
  })

  it('of many is cancelled in the middle, and says how many were sent', async () => {
    const app = await startApp()
    const { json } = await app.api('POST', '/api/samples', { endpoint: 'stack', count: 10_000 })
    const sent = async () => (await app.api('GET', `/api/samples/${json.id}`)).json.sent as number
    await expect.poll(sent).toBeGreaterThan(0)
    const cancelled = await app.api('POST', `/api/samples/${json.id}/cancel`)
    expect(cancelled.json).toMatchObject({ state: 'cancelled', total: 10_000 })
    expect(cancelled.json.sent).toBeLessThan(10_000)
    expect((await app.api('GET', '/api/events/stats')).json.total).toBe(cancelled.json.sent)
    expect((await app.api('GET', '/api/samples/smp_none')).json.code).toBe('SAMPLE_NOT_FOUND')
  })

  it('does not hold up the end of the server', async () => {
    const app = await startApp()
    await app.api('POST', '/api/samples', { endpoint: 'stack', count: 10_000, ratePerSecond: 0.1 })
    const began = performance.now()
    await app.close()
    expect(performance.now() - began).toBeLessThan(5000)
    expect(app.logged.join()).not.toContain('could not be sent')
  })
})
