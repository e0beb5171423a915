import { setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { rawServer } from '../testing/raw-server.ts'
import { httpServer, send, testSender } from '../testing/test-sender.ts'

const SILENT =
  'The target closed the connection without an answer. Its log may say why; a handler that crashes does that.'

describe('a target that breaks off', () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ['by a reset before it answers', (socket) => socket.resetAndDestroy(), SILENT],
    ['by closing before it answers', (socket) => socket.end(), SILENT],
    [
      'within its headers',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'),
      'The target broke off its answer in the middle of its headers.',
    ],
    [
      'within a body of known length',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhello'),
      'The target broke off its answer after 5 bytes of its body.',
    ],
    [
      'within a chunked body',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
      'The target broke off its answer after 5 bytes of its body.',
    ],
    [
      'within the body of a connection that was to be closed',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\nh'),
      'The target broke off its answer after 1 byte of its body.',
    ],
    [
      'by a reset within its body',
      (socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhello', () => socket.resetAndDestroy()),
      'The target broke off its answer after 5 bytes of its body.',
    ],
  ])('%s has failed with the code reset', async (_how, answer, message) => {
    const server = await rawServer(answer)
    const result = await send({ url: server.url })
    expect(result.error).toEqual({ code: 'reset', message })
    expect(server.sockets).toHaveLength(1)
  })

  test('keeps what came of its answer', async () => {
    const server = await rawServer((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhello'),
    )
    const { answer } = await send({ url: server.url })
    expect(answer).toMatchObject({ status: 200, size: 5, truncated: false })
    expect(Buffer.from(answer?.body ?? []).toString()).toBe('hello')
  })

  test('within the answer to a failure has failed with its status', async () => {
    const server = await rawServer((socket) =>
      socket.end('HTTP/1.1 500 Oh No\r\ncontent-length: 9\r\n\r\nhello'),
    )
    expect((await send({ url: server.url })).error).toEqual({
      code: 'status',
      message: 'The target answered 500 Oh No. The target broke off its answer after 5 bytes of its body.',
    })
  })
})

describe('a target that does not speak HTTP', () => {
  test.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', 'The target’s answer is not HTTP: it begins with “SSH-2.0-OpenSSH_9.6··”.'],
    ['\x00\x01\x02garbage', 'The target’s answer is not HTTP: it begins with “···garbage”.'],
    ['HTTP/1.1 abc\r\n\r\n', 'The target’s answer is not HTTP: it begins with “HTTP/1.1 abc····”.'],
    ['\x15\x03\x03\x00\x02\x02\x16', 'The target speaks TLS here. The URL should begin with https:'],
    [
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
      'The target wants to speak another protocol than HTTP (101).',
    ],
    [
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
      'The target’s answer cannot be read: it begins with “HTTP/1.1 100 Continue····HTTP/1.1 200 OK…”.',
    ],
    [
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      'The target’s answer breaks the rules of HTTP after 0 bytes of its body: Invalid character in chunk size.',
    ],
  ])('and says %j is told so', async (bytes, message) => {
    const server = await rawServer((socket) => socket.write(bytes, 'latin1'))
    expect((await send({ url: server.url })).error).toEqual({ code: 'not_http', message })
  })
})

describe('nobody there', () => {
  test('is told with the port', async () => {
    const { url, server } = await httpServer(() => {})
    await new Promise((closed) => server.close(closed))
    const { error, answer, remoteAddress, timings } = await send({ url })
    const host = new URL(url).host
    expect(error).toEqual({
      code: 'refused',
      message: `Nobody listens at ${host}. Does the target run, and on this port?`,
    })
    expect([answer, remoteAddress, timings.connectMs, timings.firstByteMs]).toEqual([null, null, null, null])
  })

  test('is told with all addresses of a name', async () => {
    const { url, server } = await httpServer(() => {})
    await new Promise((closed) => server.close(closed))
    const sender = testSender({ resolve: async () => [at('127.0.0.1'), at('127.0.0.2')] })
    const { port } = new URL(url)
    const { error } = await send({ url: `http://target.example:${port}/` }, { sender })
    expect(error?.message).toBe(
      `Nobody listens at target.example:${port} (127.0.0.1, 127.0.0.2). Does the target run, and on this port?`,
    )
  })

  test('at one address of a name, the next one is tried', async () => {
    const server = await rawServer((socket) => socket.end('HTTP/1.1 204 OK\r\n\r\n'), '127.0.0.2')
    const sender = testSender({ resolve: async () => [at('127.0.0.1'), at('127.0.0.2')] })
    const { error, remoteAddress, timings } = await send(
      { url: `http://target.example:${server.port}/` },
      { sender },
    )
    expect([error, remoteAddress, timings.dnsMs]).toEqual([null, '127.0.0.2', expect.any(Number)])
  })

  test.each([
    [
      'ENOTFOUND',
      'The name target.example has no address (ENOTFOUND). Is it spelt right, and known on the machine that Hooklens runs on?',
    ],
    ['EAI_AGAIN', 'The name server gives no answer about target.example just now (EAI_AGAIN).'],
  ])('since the name has no address (%s)', async (code, message) => {
    const sender = testSender({ resolve: () => Promise.reject(Object.assign(new Error(code), { code })) })
    const { error } = await send({ url: 'http://target.example/' }, { sender })
    expect(error).toEqual({ code: 'dns', message })
  })
})

test('a name that many ask for at a time is looked up once', async () => {
  const asked: string[] = []
  let answer: (found: { address: string; family: number }[]) => void = () => {}
  const resolve = (hostname: string) => {
    asked.push(hostname)
    return new Promise<{ address: string; family: number }[]>((done) => {
      answer = done
    })
  }
  const server = await rawServer((socket) => socket.write('HTTP/1.1 204 OK\r\n\r\n'))
  const sender = testSender({ resolve })
  const url = `http://target.example:${server.port}/`
  const attempts = [1, 2, 3].map(() => send({ url }, { sender }))
  expect(asked).toEqual(['target.example'])
  answer([at('127.0.0.1')])
  expect((await Promise.all(attempts)).map(({ error }) => error)).toEqual([null, null, null])
})

describe('an attempt whose time is over', () => {
  test('says that it was looking up the name', async () => {
    const sender = testSender({ resolve: () => new Promise(() => {}) })
    const { error } = await send({ url: 'http://target.example/', timeoutMs: 50 }, { sender })
    expect(error).toEqual({
      code: 'timeout',
      message: 'Timed out after 50 ms, while looking up the host’s name.',
    })
  })

  test('says that it was connecting, TLS included', async () => {
    const server = await rawServer(() => {})
    const { error } = await send({ url: `https://127.0.0.1:${server.port}/`, timeoutMs: 50 })
    expect(error?.code).toBe('timeout')
    expect(error?.message).toMatch(/^Timed out after 50 ms, while connecting\./)
  })

  test('says that it was waiting for the answer', async () => {
    const server = await rawServer(() => {})
    const { error, answer } = await send({ url: server.url, timeoutMs: 50 })
    expect(error).toEqual({
      code: 'timeout',
      message:
        'Timed out after 50 ms, while waiting for the answer. Handlers should answer first and work afterwards; or give the target more time.',
    })
    expect(answer).toBeNull()
  })

  test('says that it was reading the answer, and keeps what came of it', async () => {
    const server = await rawServer((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nslow'),
    )
    const { error, answer } = await send({ url: server.url, timeoutMs: 100 })
    expect(error?.message).toBe('Timed out after 100 ms, while reading the answer.')
    expect([answer?.status, answer?.size]).toEqual([200, 4])
  })

  test('is over though the target keeps sending', async () => {
    const { url } = await httpServer((_request, response) => {
      const more = () => {
        if (response.destroyed) return
        response.write('.')
        setImmediate(more)
      }
      more()
    })
    const { error } = await send({ url, timeoutMs: 100 })
    expect(error?.code).toBe('timeout')
  })
})

describe('an attempt that is interrupted', () => {
  test('before it began sends nothing', async () => {
    const server = await rawServer(() => {})
    const { error } = await send({ url: server.url }, { signal: AbortSignal.abort() })
    expect(error).toEqual({
      code: 'interrupted',
      message: 'The attempt was interrupted before anything was sent.',
    })
    expect(server.received.join('')).toBe('')
  })

  test('while the target works says that nobody knows', async () => {
    const controller = new AbortController()
    const server = await rawServer(() => controller.abort())
    const { error } = await send({ url: server.url }, { signal: controller.signal })
    expect(error).toEqual({
      code: 'interrupted',
      message: 'The attempt was interrupted. Nobody knows what the target made of the request.',
    })
  })

  test('by the end of the sender says so too', async () => {
    const sender = testSender()
    let stopping: Promise<void> | null = null
    const server = await rawServer(() => {
      stopping ??= sender.close()
    })
    expect((await send({ url: server.url }, { sender })).error?.code).toBe('interrupted')
    await stopping
    expect((await send({ url: server.url }, { sender })).error?.code).toBe('interrupted')
  })

  test('ends with all others of the same signal, which gets one listener', async () => {
    const controller = new AbortController()
    setMaxListeners(1, controller.signal)
    const warnings: Error[] = []
    const note = (warning: Error) => warnings.push(warning)
    process.on('warning', note)
    let waiting = 0
    const server = await rawServer(() => {
      if (++waiting === 3) controller.abort()
    })
    const sender = testSender()
    const results = await Promise.all(
      [1, 2, 3].map(() => send({ url: server.url }, { sender, signal: controller.signal })),
    )
    process.off('warning', note)
    expect(results.map(({ error }) => error?.code)).toEqual(['interrupted', 'interrupted', 'interrupted'])
    expect(warnings).toEqual([])
  })
})

describe('what cannot be sent', () => {
  test.each([
    [{ headers: [['x-a', 'b\r\nx-injected: 1']] }, 'The value of x-a holds a line end'],
    [{ headers: [['x-a', 'b\n c']] }, 'The value of x-a holds a line end'],
    [{ headers: [['x-a', 'b\u0000']] }, 'The value of x-a holds a line end'],
    [{ headers: [['x-a', '\u20ac']] }, 'The value of x-a holds'],
    [{ headers: [['x-a: 1\r\nx-b', '1']] }, 'is not a header name'],
    [{ headers: [['', '1']] }, '"" is not a header name'],
    [{ headers: [['Content-Length', '1']] }, 'Content-Length belongs to the connection'],
    [{ headers: [['transfer-encoding', 'chunked']] }, 'transfer-encoding belongs to the connection'],
    [{ method: 'POST / HTTP/1.1\r\nx: 1' }, 'is not a method'],
    [{ method: '' }, 'is not a method'],
    [{ method: 'CONNECT' }, 'CONNECT asks for a tunnel'],
  ] as const)('%j is told of, and nothing is sent', async (change, words) => {
    const server = await rawServer(() => {})
    const { headers = [], ...rest } = change as { headers?: readonly (readonly [string, string])[] }
    const { error } = await send({
      url: server.url,
      headers: headers.map(([name, value]) => [name, value]),
      ...rest,
    })
    expect(error?.code).toBe('unsendable')
    expect(error?.message).toContain(words)
    expect(server.sockets).toEqual([])
  })

  test.each([
    ['http://user:pass@127.0.0.1/', 'Leave name and password out of the URL'],
    ['http://user@127.0.0.1/', 'Leave name and password out of the URL'],
    ['ftp://127.0.0.1/', 'not by ftp:'],
    ['file:///etc/passwd', 'not by file:'],
    ['http://127.0.0.1/\r\nx-injected: 1', 'The URL holds a line end'],
    ['http://127.0.0.1/\tx', 'The URL holds a line end'],
    ['/relative', 'Write a whole URL'],
    ['', 'Write a whole URL'],
  ])('to %j is told of', async (url, words) => {
    const { error } = await send({ url })
    expect(error?.code).toBe('unsendable')
    expect(error?.message).toContain(words)
  })
})

function at(address: string) {
  return { address, family: 4 }
}
