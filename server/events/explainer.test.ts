import { expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import type { EventSummary } from '../../shared/event.ts'
import type { ServerMessage } from '../../shared/live.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { tempDir } from '../testing/temp-dir.ts'

const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`

async function start(dataDir = tempDir()): Promise<TestApp> {
  const app = await startApp({ config: { dataDir } })
  await app.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
  return app
}

/** Sends an event whose body was written anew on its way. */
async function sendRewritten({ url }: TestApp): Promise<string> {
  const { headers } = signedRequest('{"type":"user.created","data":{}}')
  const body = '{ "type": "user.created", "data": {} }'
  const reply = await fetch(`${url}/in/stack`, { method: 'POST', headers, body })
  return ((await reply.json()) as { id: string }).id
}

const list = async ({ api }: TestApp, q: string): Promise<EventSummary[]> =>
  (await api('GET', `/api/events?q=${encodeURIComponent(q)}`)).json.events

it('finds the cause of a failed event by itself, and filters by it', async () => {
  const app = await start()
  const id = await sendRewritten(app)
  await fetch(`${app.url}/in/stack`, signedRequest('{}'))
  await expect.poll(async () => (await list(app, 'cause:body_*')).map((event) => event.id)).toEqual([id])
  expect(await list(app, 'cause:body_reserialized')).toMatchObject([{ id, topCause: 'body_reserialized' }])
  expect(await list(app, 'cause:body_newlines')).toEqual([])
  expect(await list(app, 'verdict:verified')).toMatchObject([{ topCause: null }])
})

it('tells the stream when a cause was found', async () => {
  const app = await start()
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/live`)
  onTestFinished(() => socket.terminate())
  const heard: ServerMessage[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  await new Promise((resolve) => socket.on('open', resolve))
  socket.send('{"kind":"subscribe"}')
  await expect.poll(() => heard).toContainEqual({ kind: 'hello', seq: 0 })

  const id = await sendRewritten(app)
  const changed = () => heard.flatMap((message) => (message.kind === 'changed' ? message.events : []))
  await expect.poll(changed).toMatchObject([{ id, topCause: 'body_reserialized' }])
  await expect
    .poll(() => heard.flatMap((message) => (message.kind === 'failures' ? message.endpoints : [])).at(-1))
    .toMatchObject({ failures: { total: 1, topCause: 'body_reserialized', sharing: 1 } })
})

it('explains what an earlier run has left', async () => {
  const dataDir = tempDir()
  const first = await start(dataDir)
  // As if it had been killed before the causes were stored.
  first.ctx.store.events.noteCauses = async () => []
  const id = await sendRewritten(first)
  await first.close()

  const second = await startApp({ config: { dataDir } })
  await expect
    .poll(async () => (await list(second, 'cause:body_reserialized')).map((e) => e.id))
    .toEqual([id])
})

it('corrects the cause that lists show when a reader sees another one', async () => {
  const app = await start()
  const reply = await fetch(`${app.url}/in/stack`, signedRequest('{}', { secret: other }))
  const { id } = (await reply.json()) as { id: string }
  await expect.poll(async () => (await list(app, 'cause:unexplained')).map((event) => event.id)).toEqual([id])

  await app.api('POST', '/api/endpoints', { name: 'Staging' })
  await app.api('POST', '/api/endpoints/staging/secrets', { secret: other })
  expect((await app.api('GET', `/api/events/${id}`)).json.topCause).toBe('wrong_secret_other_endpoint')
  await expect
    .poll(async () => (await list(app, 'cause:wrong_secret_other_endpoint')).map((event) => event.id))
    .toEqual([id])
})

it('names no cause for a failure that the secrets known now would verify', async () => {
  const app = await start()
  const reply = await fetch(`${app.url}/in/stack`, signedRequest('{}', { secret: other }))
  const { id } = (await reply.json()) as { id: string }
  await expect.poll(async () => (await list(app, 'cause:unexplained')).length).toBe(1)
  await app.api('POST', '/api/endpoints/stack/secrets', { secret: other, label: 'right' })
  expect((await app.api('GET', `/api/events/${id}`)).json).toMatchObject({
    verdict: 'failed',
    topCause: null,
  })
})

it('looks again where the secrets changed while it was looking', async () => {
  const app = await start()
  const { diagnoser } = app.ctx
  let [hasExplained, goOn] = [() => {}, () => {}]
  const explained = new Promise<void>((resolve) => {
    hasExplained = resolve
  })
  const secretAdded = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const { diagnoseAside } = diagnoser
  diagnoser.diagnoseAside = async (...question) => {
    const diagnosis = await diagnoseAside(...question)
    hasExplained()
    await secretAdded
    return diagnosis
  }
  await fetch(`${app.url}/in/stack`, signedRequest('{}', { secret: other }))
  await explained
  await app.api('POST', '/api/endpoints/stack/secrets', { secret: other, label: 'right' })
  goOn()
  await expect.poll(() => app.ctx.store.events.unexplained(1)).toEqual([])
  expect(await list(app, 'verdict:failed')).toMatchObject([{ topCause: null }])
})

it('tells of each endpoint what its last failures share', async () => {
  const app = await start()
  for (let i = 0; i < 3; i++) await sendRewritten(app)
  await fetch(`${app.url}/in/stack`, signedRequest('{}', { secret: other }))
  const failures = async () => (await app.api('GET', '/api/endpoints/stack')).json.failures
  await expect.poll(failures).toMatchObject({ total: 4, topCause: 'body_reserialized', sharing: 3 })
  const [oldest] = (await list(app, 'verdict:failed')).slice(-1)
  expect((await failures()).since).toBe(oldest?.receivedAt)

  await app.api('POST', '/api/endpoints', { name: 'Quiet' })
  expect((await app.api('GET', '/api/endpoints/quiet')).json.failures).toBeNull()
})
