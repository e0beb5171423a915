import { connect, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { startApp, type TestApp } from './testing/start-app.ts'

async function open({ url }: TestApp): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  return socket
}

const ended = (socket: Socket) => new Promise((resolve) => socket.resume().once('close', resolve))
const said = (socket: Socket) =>
  new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))

it('the server ends although connections are open on which nothing was asked, or asked and answered', async () => {
  const app = await startApp()
  const [silent, idle] = [await open(app), await open(app)]
  idle.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await said(idle)
  await Promise.all([app.close(), ended(silent), ended(idle)])
})

it('a request in hand is committed and answered before the server ends', async () => {
  const reached = withResolvers()
  const released = withResolvers()
  const app = await startApp({
    wrapStore: ({ store }) => ({
      ...store,
      events: {
        ...store.events,
        append: async (event) => {
          reached.resolve()
          await released.promise
          return store.events.append(event)
        },
      },
    }),
  })
  const socket = await open(app)
  const reply = said(socket)
  socket.write('POST /in/stack HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nhalf')
  await reached.promise
  const closed = app.close()
  released.resolve()
  expect(await reply).toMatch(/^HTTP\/1.1 200 /)
  await Promise.all([closed, ended(socket)])
})

/** `Promise.withResolvers` of Node 22. */
function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
