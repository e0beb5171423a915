import { describe, expect, it } from 'vitest'
import type { Cause } from '../../shared/diagnosis.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`

async function causesOf({ api, url }: TestApp, init: RequestInit): Promise<Cause[]> {
  const { id } = (await (await fetch(`${url}/in/stack`, init)).json()) as { id: string }
  return (await api('GET', `/api/events/${id}/diagnosis`)).json.causes
}

async function start(): Promise<TestApp> {
  const app = await startApp()
  await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
  return app
}

describe('the diagnosis of a stored event', () => {
  it('finds a body that was written anew, and shows the bytes', async () => {
    const app = await start()
    const { headers } = signedRequest('{"type":"user.created","data":{}}')
    const [cause] = await causesOf(app, {
      method: 'POST',
      headers,
      body: '{ "type": "user.created", "data": {} }',
    })
    expect(cause).toMatchObject({
      code: 'body_reserialized',
      confidence: 'proven',
      evidence: { secret: { hint: 'whsec_…LaSw' } },
    })
    expect(cause?.evidence.diff).toContainEqual({ kind: 'received', text: ' ', bytes: 1 })
  })

  it('explains a large body as well', async () => {
    const app = await start()
    const body = JSON.stringify({
      type: 'user.created',
      data: { notes: Array.from({ length: 5000 }, (_, i) => `note ${i}`) },
    })
    const { headers } = signedRequest(body)
    const [cause] = await causesOf(app, {
      method: 'POST',
      headers,
      body: JSON.stringify(JSON.parse(body), null, 2),
    })
    expect(cause).toMatchObject({ code: 'body_reserialized', confidence: 'proven' })
  })

  it('names the other endpoint whose secret signed it, also where there is no secret to check with', async () => {
    const app = await start()
    await app.api('POST', '/api/endpoints', { name: 'Staging' })
    await app.api('POST', '/api/endpoints/staging/secrets', { secret: other, label: 'staging' })
    const [cause] = await causesOf(app, signedRequest('{}', { secret: other }))
    expect(cause).toMatchObject({
      code: 'wrong_secret_other_endpoint',
      evidence: { secret: { endpoint: 'staging' } },
    })
  })

  it('remembers a secret that was removed', async () => {
    const app = await start()
    const added = await app.api('POST', '/api/endpoints/stack/secrets', { secret: other, label: 'last year' })
    await app.api('DELETE', `/api/endpoints/stack/secrets/${added.json.id}`)
    const [cause] = await causesOf(app, signedRequest('{}', { secret: other }))
    expect(cause).toMatchObject({ code: 'secret_retired', evidence: { secret: { label: 'last year' } } })
  })

  it('recognises a captured request that came before, and a signature of another message', async () => {
    const app = await start()
    const captured = signedRequest('{"a":1}', { at: Date.now() - 3_600_000 })
    await causesOf(app, captured)
    expect((await causesOf(app, captured)).map(({ code }) => code)).toEqual([
      'replayed_request',
      'timestamp_too_old',
    ])
    const copied = { ...captured, headers: { ...captured.headers, 'svix-id': 'msg_2' }, body: '{"b":2}' }
    expect((await causesOf(app, copied)).map(({ code }) => code)).toContain('signature_of_other_message')
  })

  it('takes a text that is no signature for none, although headers hold it', async () => {
    const app = await start()
    await causesOf(app, signedRequest('{}'))
    const { headers } = signedRequest('{"b":2}')
    const init = {
      method: 'POST',
      body: '{}',
      headers: { ...headers, 'svix-id': 'msg_9', 'svix-signature': 'v1,signature' },
    }
    expect((await causesOf(app, init)).map(({ code }) => code)).toEqual(['unexplained'])
  })

  it('says nothing of a verified event, and never shows a secret', async () => {
    const app = await start()
    expect(await causesOf(app, signedRequest('{}'))).toEqual([])
    const causes = await causesOf(app, signedRequest('{}', { secret: other }))
    expect(causes.map(({ code }) => code)).toEqual(['unexplained'])
    expect(JSON.stringify(causes)).not.toContain(testSecret.slice(6, 20))
  })
})

it('a sample with a fault made on purpose is explained by that fault', async () => {
  const app = await start()
  const sample = await app.api('POST', '/api/samples', { endpoint: 'stack', tamper: 'body_newlines' })
  expect(sample.json.verdict).toBe('failed')
  const { causes } = (await app.api('GET', `/api/events/${sample.json.eventId}/diagnosis`)).json
  expect(causes[0]).toMatchObject({ code: 'body_newlines', confidence: 'proven' })
  const impossible = await app.api('POST', '/api/samples', { endpoint: 'stack', tamper: 'secret_retired' })
  expect(impossible.json.issues[0].path).toBe('tamper')
})
