import { describe, expect, it } from 'vitest'
import { diagnosedRequestSchema } from '../../shared/api.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
const now = Date.parse('2026-11-23T10:00:00Z')
const body = '{"type":"user.created","data":{"id":"1"}}'

async function start(): Promise<TestApp> {
  const app = await startApp({ now: () => now })
  await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
  return app
}

const ask = ({ api }: TestApp, input: object) => api('POST', '/api/diagnose', input)

async function explain(app: TestApp, input: object) {
  const { status, json } = await ask(app, input)
  expect(status, JSON.stringify(json)).toBe(200)
  return diagnosedRequestSchema.parse(json)
}

const codes = ({ diagnosis }: Awaited<ReturnType<typeof explain>>) => diagnosis.causes.map(({ code }) => code)

interface Written {
  secret?: string
  at?: number
  /** What came in place of the signed body. */
  sent?: string
}

function curl({ secret = testSecret, at = now, sent = body }: Written = {}): string {
  const { headers } = signedRequest(body, { secret, at })
  const options = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`)
  return `curl http://localhost:4400/in/stack ${options.join(' ')} --data-raw '${sent}'`
}

function event(sent: Buffer, at: number) {
  const { headers } = signedRequest(body, { at })
  return JSON.stringify({
    method: 'POST',
    path: '/in/stack',
    receivedAt: at,
    headers: Object.entries(headers),
    body: { encoding: 'base64', text: sent.toString('base64') },
  })
}

describe('a request that was saved elsewhere', () => {
  it('is verified by the secrets of the endpoint that is named, by id or slug', async () => {
    const app = await start()
    const [{ id }] = (await app.api('GET', '/api/endpoints')).json.endpoints
    for (const endpoint of ['stack', id]) {
      expect(await explain(app, { request: curl(), endpoint })).toMatchObject({
        format: 'curl',
        warnings: [],
        method: 'POST',
        url: 'http://localhost:4400/in/stack',
        body: { encoding: 'utf8', text: body },
        receivedAt: now,
        receivedAtKnown: false,
        type: 'user.created',
        verdict: 'verified',
        diagnosis: { verdict: 'verified', matched: { label: 'production' }, causes: [] },
      })
    }
  })

  it('written anew is explained with the bytes that were signed', async () => {
    const app = await start()
    const sent = body.replaceAll(':', ': ')
    const { verdict, diagnosis } = await explain(app, { request: curl({ sent }), endpoint: 'stack' })
    expect(verdict).toBe('failed')
    expect(diagnosis.causes).toMatchObject([{ code: 'body_reserialized', confidence: 'proven' }])
    expect(diagnosis.causes[0]?.evidence.diff).toContainEqual({ kind: 'received', text: ' ', bytes: 1 })
  })

  it('leaves nothing behind: no event, no secret, no line in the log', async () => {
    const app = await start()
    const logged = app.logged.length
    const secret = `"${other}"`
    const reply = await ask(app, { request: curl({ secret: other }), secret })
    expect(reply.json).toMatchObject({ verdict: 'failed', diagnosis: { causes: [{ confidence: 'proven' }] } })
    expect(JSON.stringify(reply.json)).not.toContain(other.slice(6, -4))
    expect((await app.api('GET', '/api/events')).json.events).toEqual([])
    expect((await app.api('GET', '/api/endpoints/stack')).json.secrets).toHaveLength(1)
    expect(app.logged.slice(logged)).toEqual([])
  })
})

describe('the secrets', () => {
  it('a typed one is tried before those of the endpoint, and alone without one', async () => {
    const app = await start()
    for (const endpoint of ['stack', undefined]) {
      const typed = await explain(app, { request: curl({ secret: other }), secret: other, endpoint })
      expect(typed).toMatchObject({
        verdict: 'verified',
        diagnosis: { matched: { label: 'typed secret' } },
      })
    }
    const both = await explain(app, { request: curl(), secret: other, endpoint: 'stack' })
    expect(both).toMatchObject({ verdict: 'verified', diagnosis: { matched: { label: 'production' } } })
  })

  it('of other endpoints, and those that were removed, explain a failure', async () => {
    const app = await start()
    await app.api('POST', '/api/endpoints', { name: 'Billing' })
    await app.api('POST', '/api/endpoints/billing/secrets', { secret: other })
    const elsewhere = await explain(app, { request: curl({ secret: other }), endpoint: 'stack' })
    expect(codes(elsewhere)).toEqual(['wrong_secret_other_endpoint'])

    const old = `whsec_${Buffer.alloc(24, 8).toString('base64')}`
    const added = await app.api('POST', '/api/endpoints/stack/secrets', { secret: old })
    await app.api('DELETE', `/api/endpoints/stack/secrets/${added.json.id}`)
    const retired = await explain(app, { request: curl({ secret: old }), endpoint: 'stack' })
    expect(codes(retired)).toEqual(['secret_retired'])
  })

  it('none are needed: the verdict is open then, and what a known one proves is told', async () => {
    const app = await start()
    const known = await explain(app, { request: curl() })
    expect(known).toMatchObject({ verdict: 'unchecked', diagnosis: { matched: null } })
    expect(codes(known)).toEqual(['wrong_secret_other_endpoint'])
    const unknown = await explain(app, { request: curl({ secret: other }) })
    expect(unknown).toMatchObject({ verdict: 'unchecked', diagnosis: { causes: [] } })
  })
})

describe('the time of receipt', () => {
  const hourAgo = now - 3_600_000

  it('is the one that is given, else that of the request, else now', async () => {
    const app = await start()
    const late = await explain(app, { request: curl({ at: hourAgo }), endpoint: 'stack' })
    expect(late).toMatchObject({ receivedAt: now, receivedAtKnown: false, verdict: 'failed' })
    expect(codes(late)).toEqual(['timestamp_too_old'])

    const given = { request: curl({ at: hourAgo }), endpoint: 'stack', receivedAt: hourAgo + 1000 }
    expect(await explain(app, given)).toMatchObject({
      receivedAt: hourAgo + 1000,
      receivedAtKnown: true,
      verdict: 'verified',
    })
    const told = { request: event(Buffer.from(body), hourAgo), endpoint: 'stack' }
    expect(await explain(app, told)).toMatchObject({ receivedAtKnown: true, verdict: 'verified' })
    expect(await explain(app, { ...told, receivedAt: now })).toMatchObject({ verdict: 'failed' })
  })
})

describe('input that cannot be used', () => {
  it.each([
    ['no request', { request: 'hello' }, 'request', 'This is no saved request'],
    ['a large text that is no request', { request: `{"a":${'['.repeat(100_000)}` }, 'request', 'JSON'],
    ['nothing', { request: '' }, 'request', 'Paste a request'],
    ['no base64', { request: 'cURL x!', encoding: 'base64' }, 'request', 'is not'],
    ['a time that is none', { request: 'curl x', receivedAt: -1 }, 'receivedAt', ''],
  ])('%s: the field is named', async (_, input, path, message) => {
    const { status, json } = await ask(await start(), input)
    expect(status).toBe(400)
    expect(json.issues[0]).toMatchObject({ path, message: expect.stringContaining(message) })
  })

  it('an endpoint that is not there', async () => {
    const reply = await ask(await start(), { request: curl(), endpoint: 'nobody' })
    expect(reply).toMatchObject({ status: 404, json: { code: 'ENDPOINT_NOT_FOUND' } })
  })

  it('more than a body of the largest size can take', async () => {
    const app = await startApp({ config: { maxBodyBytes: 1000 } })
    const { status, json } = await ask(app, { request: `curl x -d '${'a'.repeat(1_060_000)}'` })
    expect(status).toBe(413)
    expect(json).toMatchObject({
      code: 'BODY_TOO_LARGE',
      message: expect.stringContaining('1,052,576 bytes'),
    })
  })
})

describe('hostile input', () => {
  it('is read to its bytes: a HAR file with a body of 5 MB, written in JSON', async () => {
    const app = await start()
    const large = JSON.stringify({ type: 'user.created', data: { notes: '"\\'.repeat(1_000_000) } })
    const { headers } = signedRequest(large, { at: now })
    const pairs = Object.entries(headers).map(([name, value]) => ({ name, value }))
    const request = { method: 'POST', url: 'http://x/', headers: pairs, postData: { text: large } }
    const har = JSON.stringify({ log: { entries: [{ request }] } })
    expect(await explain(app, { request: har, endpoint: 'stack' })).toMatchObject({
      format: 'har',
      verdict: 'verified',
      type: 'user.created',
    })
  })

  it('may hold bytes that are no text, in the file and in the body', async () => {
    const app = await start()
    const binary = Buffer.from([0xff, 0xfe, 0x00])
    const http = Buffer.concat([Buffer.from('POST / HTTP/1.1\r\nsvix-id: a\r\n\r\n'), binary])
    const sent = { request: http.toString('base64'), encoding: 'base64', endpoint: 'stack' }
    expect(await explain(app, sent)).toMatchObject({
      format: 'http',
      body: { encoding: 'base64', text: binary.toString('base64') },
      verdict: 'failed',
    })
  })

  it('may be nested deeper than any stack', async () => {
    const app = await start()
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    const explained = await explain(app, { request: curl({ sent: deep }), endpoint: 'stack' })
    expect(explained).toMatchObject({ verdict: 'failed', type: null })
  })
})
