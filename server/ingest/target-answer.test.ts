import { describe, expect, it } from 'vitest'
import { endedOf, makeTarget } from '../testing/deliveries.ts'
import { signedRequest } from '../testing/signed-request.ts'
import { startApp } from '../testing/start-app.ts'
import { startTarget } from '../testing/target-server.ts'

const send = (url: string) => fetch(`${url}/in/stack`, signedRequest('{"type":"user.created"}'))

async function answeredBy(url: string, rule: object = {}) {
  const app = await startApp()
  const target = await makeTarget(app, { url })
  const answer = { targetId: target.id, ...rule }
  const { status, json } = await app.api('PATCH', '/api/endpoints/stack', { answer })
  expect(status).toBe(200)
  return { app, json }
}

describe('an endpoint that answers as its target does', () => {
  it('gives senders the target’s real status, type and body, once the event is on disk', async () => {
    const target = await startTarget((reply) =>
      reply
        .writeHead(422, { 'content-type': 'application/problem+json', 'set-cookie': 'a=b' })
        .end('{"no":1}'),
    )
    const { app, json } = await answeredBy(target.url)
    expect(json.answer).toMatchObject({ timeoutMs: 10_000, fallback: { status: 502, body: '' } })
    const reply = await send(app.url)
    expect([reply.status, await reply.text()]).toEqual([422, '{"no":1}'])
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(reply.headers.has('set-cookie')).toBe(false)
    // Whatever a target says is not a page of ours.
    expect(reply.headers.get('content-security-policy')).toContain('sandbox')
    const id = reply.headers.get('hooklens-event-id') ?? ''
    expect(await endedOf(app, id)).toMatchObject([{ status: 'failed', attempts: 1, maxAttempts: 1 }])
    expect(target.got[0]?.headers['svix-id']).toBe('msg_1')
  })

  it('falls back where the target is slow, and stores what it says in the end', async () => {
    let finish = () => {}
    const target = await startTarget((reply) => {
      finish = () => reply.writeHead(200).end('late')
    })
    const { app } = await answeredBy(target.url, {
      timeoutMs: 100,
      fallback: { status: 202, body: 'stored' },
    })
    const reply = await send(app.url)
    expect([reply.status, await reply.text()]).toEqual([202, 'stored'])
    await target.gets(1)
    finish()
    const id = reply.headers.get('hooklens-event-id') ?? ''
    expect(await endedOf(app, id)).toMatchObject([{ status: 'delivered', last: { status: 200 } }])
  })

  it('does not pass on half an answer, nor a status that is none', async () => {
    const half = await startTarget((reply) => {
      reply.writeHead(200, { 'content-length': '100' })
      reply.write('half', () => reply.socket?.destroy())
    })
    expect((await send((await answeredBy(half.url)).app.url)).status).toBe(502)
    const odd = await startTarget((reply) => reply.writeHead(999).end('odd'))
    expect((await send((await answeredBy(odd.url)).app.url)).status).toBe(502)
  })

  it('says where it passes on the beginning only', async () => {
    const long = await startTarget((reply) => reply.writeHead(200).end('x'.repeat(100_000)))
    const reply = await send((await answeredBy(long.url)).app.url)
    expect([reply.status, (await reply.text()).length]).toEqual([200, 65_536])
    expect(reply.headers.get('hooklens-truncated')).toBe('true')
  })

  it('falls back at once where nobody listens, and loses no event', async () => {
    const target = await startTarget()
    await target.close()
    const { app } = await answeredBy(target.url, { timeoutMs: 30_000 })
    for (let i = 0; i < 7; i++) expect((await send(app.url)).status).toBe(502)
    expect((await app.api('GET', '/api/events')).json.events).toHaveLength(7)
  })

  it('answers for itself again when the rule or the target is taken away', async () => {
    const target = await startTarget((reply) => reply.writeHead(418).end())
    const { app, json } = await answeredBy(target.url)
    expect((await send(app.url)).status).toBe(418)
    await app.api('DELETE', `/api/targets/${json.answer.targetId}`)
    expect((await send(app.url)).status).toBe(200)
    await app.api('PATCH', '/api/endpoints/stack', { answer: null })
    expect((await app.api('GET', '/api/endpoints/stack')).json.answer).toBeNull()
    const wrong = await app.api('PATCH', '/api/endpoints/stack', { answer: { targetId: 'tgt_x' } })
    expect(wrong).toMatchObject({ status: 400, json: { issues: [{ path: 'answer.targetId' }] } })
  })
})
