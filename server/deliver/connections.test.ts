import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { rawServer, requestsIn } from '../testing/raw-server.ts'
import { httpServer, send, testSender } from '../testing/test-sender.ts'

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

describe('a connection', () => {
  test('is used again, and says so by its times', async () => {
    const server = await rawServer((socket) => socket.write(OK))
    const sender = testSender()
    const first = await send({ url: server.url }, { sender })
    const second = await send({ url: server.url }, { sender })
    expect([first.timings.connectMs, second.timings.connectMs]).toEqual([expect.any(Number), null])
    expect([first.remoteAddress, second.remoteAddress]).toEqual(['127.0.0.1', '127.0.0.1'])
    expect(second.timings.firstByteMs).toEqual(expect.any(Number))
    expect(server.sockets).toHaveLength(1)
  })

  test('is used again after an answer that is a failure, and after one in chunks', async () => {
    const { url, server } = await httpServer((_request, response) => {
      response.writeHead(500).write('a')
      response.end('b')
    })
    let connections = 0
    server.on('connection', () => connections++)
    const sender = testSender()
    for (let i = 0; i < 3; i++) await send({ url }, { sender })
    expect(connections).toBe(1)
  })

  test('serves one request at a time', async () => {
    const waiting: (() => void)[] = []
    const { url, server } = await httpServer((_request, response) => {
      waiting.push(() => response.end())
      if (waiting.length === 3) for (const answer of waiting) answer()
    })
    let connections = 0
    server.on('connection', () => connections++)
    const sender = testSender()
    const results = await Promise.all([1, 2, 3].map(() => send({ url }, { sender })))
    expect(results.map(({ error }) => error)).toEqual([null, null, null])
    expect(connections).toBe(3)
  })

  test.each([
    ['close', 'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok'],
    ['its version', 'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok'],
    ['a rest that is too short', 'HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\ncontent-length: 2\r\n\r\nok'],
  ])('is not used again where the answer forbids it by %s', async (_how, answer) => {
    const server = await rawServer((socket) => socket.write(answer))
    const sender = testSender()
    for (let i = 0; i < 2; i++) expect((await send({ url: server.url }, { sender })).error).toBeNull()
    expect(server.sockets).toHaveLength(2)
  })

  test('is closed with the sender', async () => {
    const server = await rawServer((socket) => socket.write(OK))
    const sender = testSender()
    await send({ url: server.url }, { sender })
    const closed = once(server.sockets[0] as never, 'close')
    await sender.close()
    await closed
  })
})

describe('a connection that the target closed while it rested', () => {
  test('is noticed before the next request', async () => {
    const server = await rawServer((socket) => socket.write(OK))
    const sender = testSender()
    await send({ url: server.url }, { sender })
    const closed = once(server.sockets[0] as never, 'close')
    server.sockets[0]?.end()
    await closed
    const { error, timings } = await send({ url: server.url }, { sender })
    expect([error, timings.connectMs]).toEqual([null, expect.any(Number)])
    expect(server.received.map((text) => requestsIn(text, '{}'))).toEqual([1, 1])
  })

  test.each([
    ['closed', (socket: { end(): void }) => socket.end()],
    ['reset', (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
  ])('just as the request came is no failure: it goes out once more (%s)', async (_how, breakOff) => {
    const server = await rawServer((socket, received) => {
      if (requestsIn(received, '{}') === 2) breakOff(socket)
      else socket.write(OK)
    })
    const sender = testSender()
    await send({ url: server.url }, { sender })
    const { error, answer, timings } = await send({ url: server.url }, { sender })
    expect([error, answer?.status, timings.connectMs]).toEqual([null, 200, expect.any(Number)])
    expect(server.received.map((text) => requestsIn(text, '{}'))).toEqual([2, 1])
  })

  test('is a failure where the new one breaks as well: no more than one further try', async () => {
    const server = await rawServer((socket, received, connection) => {
      if (connection > 0 || requestsIn(received, '{}') === 2) socket.end()
      else socket.write(OK)
    })
    const sender = testSender()
    await send({ url: server.url }, { sender })
    expect((await send({ url: server.url }, { sender })).error?.code).toBe('reset')
    expect(server.sockets).toHaveLength(2)
  })

  test('after a byte of answer is a failure', async () => {
    const server = await rawServer((socket, received) => {
      if (requestsIn(received, '{}') === 2) socket.end('H')
      else socket.write(OK)
    })
    const sender = testSender()
    await send({ url: server.url }, { sender })
    expect((await send({ url: server.url }, { sender })).error?.code).toBe('reset')
    expect(server.sockets).toHaveLength(1)
  })

  test('is not left for a new one when the attempt is over', async () => {
    const controller = new AbortController()
    const server = await rawServer((socket, received) => {
      if (requestsIn(received, '{}') === 2) controller.abort()
      else socket.write(OK)
    })
    const sender = testSender()
    await send({ url: server.url }, { sender })
    const { error } = await send({ url: server.url }, { sender, signal: controller.signal })
    expect(error?.code).toBe('interrupted')
    expect(server.sockets).toHaveLength(1)
  })
})

test('bytes that nobody asked for do not answer the next request', async () => {
  const server = await rawServer((socket, _received, connection) => {
    socket.write(connection === 0 ? `${OK}HTTP/1.1 201 Smuggled\r\ncontent-length: 0\r\n\r\n` : OK)
  })
  const sender = testSender()
  await send({ url: server.url }, { sender })
  const { answer } = await send({ url: server.url }, { sender })
  expect(answer?.status).toBe(200)
})

test('each answer goes to its own request, also under load', async () => {
  const { url } = await httpServer((request, response) => {
    response.end(request.headers['x-n'])
  })
  const sender = testSender()
  const results = await Promise.all(
    Array.from({ length: 300 }, async (_, n) => {
      const { answer, error } = await send({ url, headers: [['x-n', String(n)]] }, { sender })
      return [error, Buffer.from(answer?.body ?? []).toString()]
    }),
  )
  expect(results).toEqual(results.map((_, n) => [null, String(n)]))
})

const hasIPv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
)

test.skipIf(!hasIPv6)(
  'a target is found by the name localhost, by its IPv4 and by its IPv6 address',
  async () => {
    const { url, server } = await httpServer((_request, response) => response.end(), '::')
    const { port } = server.address() as AddressInfo
    expect(new URL(url).port).toBe(String(port))
    const results = await Promise.all(
      ['localhost', '127.0.0.1', '[::1]'].map((host) => send({ url: `http://${host}:${port}/` })),
    )
    expect(results.map(({ error, request }) => [error, request.headers[0]?.[1]])).toEqual([
      [null, `localhost:${port}`],
      [null, `127.0.0.1:${port}`],
      [null, `[::1]:${port}`],
    ])
    expect(results.map(({ timings }) => timings.dnsMs === null)).toEqual([false, true, true])
  },
)

test('a large body that the target answers without reading it ends in an answer or in words', async () => {
  const { url } = await httpServer((_request, response) => {
    response.writeHead(413, { connection: 'close' }).end('too large')
  })
  const { error } = await send({ url, body: Buffer.alloc(20_000_000) })
  expect(['status', 'reset']).toContain(error?.code)
})
