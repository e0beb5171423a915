import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { drip, rawServer } from '../testing/raw-server.ts'
import { httpServer, send } from '../testing/test-sender.ts'

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

describe('what goes over the wire', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'QUERY', 'PURGE'])(
    'is what the attempt says, for %s with a body and without',
    async (method) => {
      for (const body of ['', '{"a":1}']) {
        const server = await rawServer((socket) => {
          socket.end(method === 'HEAD' ? 'HTTP/1.1 200 OK\r\n\r\n' : OK)
        })
        const headers: HeaderPair[] = [
          ['Content-Type', 'application/json'],
          ['X-One', 'a'],
          ['svix-ID', 'msg_\xe9'],
          ['x-one', 'b'],
          ['x-empty', ''],
        ]
        const result = await send({ url: `${server.url}a/b?c=%20`, method, headers, body: Buffer.from(body) })
        expect(result.error).toBeNull()
        const lines = result.request.headers.map(([name, value]) => `${name}: ${value}\r\n`)
        expect(server.received[0]).toBe(`${method} /a/b?c=%20 HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
        expect(result.request.headers.slice(2, 7)).toEqual(headers)
        expect(result.request.size).toBe(body.length)
      }
    },
  )

  test('is the body’s very bytes', async () => {
    const body = Buffer.from([...Array(256).keys()])
    const server = await rawServer((socket) => socket.end(OK))
    await send({ url: server.url, body: new Uint8Array(body) })
    expect(server.received[0]).toContain(`\r\n\r\n${body.toString('latin1')}`)
  })
})

describe('an answer', () => {
  test('is kept as it came', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 201 Made It\r\nX-A: 1\r\nx-a: \xe9\r\nContent-Length: 5\r\n\r\nhello', 'latin1')
    })
    const result = await send({ url: server.url })
    expect(result).toMatchObject({
      error: null,
      remoteAddress: '127.0.0.1',
      redirects: [],
      answer: {
        status: 201,
        statusText: 'Made It',
        httpVersion: '1.1',
        headers: [
          ['X-A', '1'],
          ['x-a', '\xe9'],
          ['Content-Length', '5'],
        ],
        size: 5,
        truncated: false,
      },
    })
    expect(Buffer.from(result.answer?.body ?? []).toString()).toBe('hello')
    expect(result.timings).toEqual({
      dnsMs: null,
      connectMs: expect.any(Number),
      firstByteMs: expect.any(Number),
      totalMs: expect.any(Number),
    })
  })

  test('may be HTTP/1.0, ended by the end of the connection', async () => {
    const server = await rawServer((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nuntil the end'))
    const { answer, error } = await send({ url: server.url })
    expect([answer?.httpVersion, answer?.size, error]).toEqual(['1.0', 13, null])
  })

  test('may come a byte at a time, after others of the sort 1xx', async () => {
    const bytes = `HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${OK}`
    const server = await rawServer((socket) => {
      socket.setNoDelay()
      drip(bytes, (byte) => socket.write(byte))
    })
    const { answer, error } = await send({ url: server.url })
    expect([answer?.status, answer?.httpVersion, answer?.size, error]).toEqual([200, '1.1', 2, null])
  })

  test('may have no body', async () => {
    const { url } = await httpServer((_request, response) => response.writeHead(204).end())
    const { answer, error } = await send({ url })
    expect([answer?.status, answer?.size, answer?.truncated, error]).toEqual([204, 0, false, null])
  })

  test('may have many headers, up to 64 KiB', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => `x-${i}: ${'v'.repeat(90)}\r\n`).join('')
    const server = await rawServer((socket, received) => {
      socket.end(
        `HTTP/1.1 200 OK\r\n${many(received.includes('/many') ? 500 : 2_000)}content-length: 0\r\n\r\n`,
      )
    })
    const good = await send({ url: `${server.url}many` })
    expect([good.error, good.answer?.headers.length]).toEqual([null, 501])
    const { error } = await send({ url: `${server.url}too-many` })
    expect(error).toEqual({
      code: 'too_large',
      message: 'The target’s answer has more than 64 KiB of headers.',
    })
  })

  test('is kept up to 64 KiB of its body', async () => {
    const { url } = await httpServer((_request, response) => response.end('x'.repeat(200_000)))
    const { answer, error } = await send({ url })
    expect([answer?.body.length, answer?.size, answer?.truncated, error]).toEqual([
      65_536,
      200_000,
      true,
      null,
    ])
  })

  test('without an end is given up after 8 MiB', async () => {
    const chunk = Buffer.alloc(64 * 1024)
    const { url } = await httpServer((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      more()
    })
    const { answer, error } = await send({ url })
    expect(error).toEqual({
      code: 'too_large',
      message: 'The target’s answer is larger than 8 MiB; the rest was not read.',
    })
    expect([answer?.status, answer?.body.length, answer?.truncated]).toEqual([200, 65_536, true])
  })

  test.each([
    [500, 'Internal Server Error', 'The target answered 500 Internal Server Error.'],
    [400, '', 'The target answered 400 Bad Request.'],
    [304, 'Not Modified', 'The target answered 304 Not Modified.'],
    [799, '', 'The target answered 799.'],
  ])('of %i %s is a failure', async (status, text, message) => {
    const server = await rawServer((socket) =>
      socket.end(`HTTP/1.1 ${status} ${text}\r\ncontent-length: 0\r\n\r\n`),
    )
    expect((await send({ url: server.url })).error).toEqual({ code: 'status', message })
  })
})
