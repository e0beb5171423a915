import { expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import type { ServerMessage } from '../../shared/live.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

/** A socket that collects what it hears. */
async function listen({ url }: TestApp, subscribe: object | string, headers = {}) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, { headers })
  onTestFinished(() => socket.terminate())
  const heard: ServerMessage[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  socket.send(typeof subscribe === 'string' ? subscribe : JSON.stringify(subscribe))
  const seqs = () =>
    heard.flatMap((message) => (message.kind === 'events' ? message.events.map(({ seq }) => seq) : []))
  return { socket, heard, seqs }
}

const send = ({ url }: TestApp, body = '{"type":"user.created"}', slug = 'stack') =>
  fetch(`${url}/in/${slug}`, { method: 'POST', body })

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1)

it('streams stored and new events without loss or doubles while events keep coming', async () => {
  const app = await startApp()
  for (let i = 0; i < 100; i++) await send(app)
  const incoming = Promise.all(Array.from({ length: 200 }, () => send(app)))
  const { seqs } = await listen(app, { kind: 'subscribe', after: 0 })
  await incoming
  await expect.poll(() => seqs().length).toBe(300)
  expect(seqs()).toEqual(upTo(300))
})

it('sends each client what its filter matches', async () => {
  const app = await startApp()
  const users = await listen(app, { kind: 'subscribe', after: 0, q: 'type:user.*' })
  const teams = await listen(app, { kind: 'subscribe', after: 0, q: 'type:team.created verdict:unsigned' })
  await send(app, '{"type":"user.created"}')
  await send(app, '{"type":"team.created"}')
  await expect.poll(() => [users.seqs(), teams.seqs()]).toEqual([[1], [2]])
})

it('sends what a filter finds in headers and bodies', async () => {
  const app = await startApp()
  const live = { kind: 'subscribe', after: 0 }
  const named = await listen(app, { ...live, q: 'data.name:ada or "nowhere else"' })
  const others = await listen(app, { ...live, q: '-data.name:ada header.host:*' })
  await send(app, '{"type":"user.created","data":{"name":"Ada"}}')
  await send(app, '{"type":"user.created","data":{"name":"Grace"}}')
  await expect.poll(() => [named.seqs(), others.seqs()]).toEqual([[1], [2]])
})

it('resumes behind the last seq that a client saw before the server was restarted', async () => {
  const first = await startApp()
  await send(first)
  await send(first)
  const { dataDir } = first.ctx.config
  await first.close()
  const second = await startApp({ config: { dataDir } })
  const { seqs } = await listen(second, { kind: 'subscribe', after: 1 })
  await send(second)
  await expect.poll(seqs).toEqual([2, 3])
})

it('tells of changed counts, endpoints and deletions', async () => {
  const app = await startApp()
  const { heard } = await listen(app, { kind: 'subscribe' })
  await expect.poll(() => heard.map(({ kind }) => kind)).toEqual(['hello'])
  await send(app)
  await expect
    .poll(() => heard.find(({ kind }) => kind === 'counts'))
    .toMatchObject({
      endpoints: [{ counts: { unsigned: 1 } }],
    })
  await app.api('POST', '/api/endpoints', { name: 'Other' })
  await app.api('DELETE', '/api/endpoints/other')
  await expect.poll(() => heard.map(({ kind }) => kind)).toContain('deleted')
  expect(heard.map(({ kind }) => kind)).toContain('endpoints')
})

it('explains a subscription that it cannot read, and keeps the socket', async () => {
  const app = await startApp()
  const { heard, socket } = await listen(app, 'rubbish')
  await expect
    .poll(() => heard.at(-1))
    .toMatchObject({ kind: 'error', message: expect.stringContaining('Expected') })
  socket.send('{"kind":"subscribe","q":"colour:red"}')
  await expect.poll(() => heard.at(-1)).toMatchObject({ message: expect.stringContaining('colour:red') })
  socket.send('{"kind":"subscribe"}')
  await expect.poll(() => heard.at(-1)).toEqual({ kind: 'hello', seq: 0 })
})

it('refuses a socket that a page from elsewhere opens', async () => {
  const app = await startApp()
  await expect(listen(app, {}, { origin: 'https://evil.example' })).rejects.toThrow('403')
  await expect(listen(app, {}, { host: 'rebound.example' })).rejects.toThrow('403')
})

it('never sends an event that was deleted, neither live nor after a restart', async () => {
  const first = await startApp()
  for (let i = 0; i < 3; i++) await send(first)
  const { events, indexedUpTo } = (await first.api('GET', '/api/events')).json
  await first.api('DELETE', `/api/events/${events[0].id}`)
  expect((await first.api('GET', '/api/events')).json.indexedUpTo).toBe(indexedUpTo)
  const live = await listen(first, { kind: 'subscribe', after: 1 })
  await send(first)
  await expect.poll(live.seqs).toEqual([2, 4])
  const { dataDir } = first.ctx.config
  await first.api('DELETE', `/api/events/${(await first.api('GET', '/api/events')).json.events[0].id}`)
  await first.close()

  const second = await startApp({ config: { dataDir } })
  const resumed = await listen(second, { kind: 'subscribe', after: 0 })
  await send(second)
  await expect.poll(resumed.seqs).toEqual([1, 2, 5])
})
