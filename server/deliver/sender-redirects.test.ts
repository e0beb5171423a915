import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { httpServer, send, testSender } from '../testing/test-sender.ts'
import { createPolicy } from './policy.ts'

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('of %i is a failure that says where it leads', async (status) => {
    const { url, seen } = await redirecting({ '/': [status, '/elsewhere'] })
    const { error, answer } = await send({ url })
    expect(error?.code).toBe('redirect')
    expect(error?.message).toMatch(
      new RegExp(`^The target answered ${status} .* leads to /elsewhere, which was not followed: `),
    )
    expect([answer?.status, seen.length]).toEqual([status, 1])
  })

  test.each([301, 302, 303])(
    'of %i is never followed, for it would not keep method and body',
    async (status) => {
      const { url, seen } = await redirecting({ '/': [status, '/elsewhere'] })
      const { error } = await send({ url, followRedirects: 5 })
      expect(error?.message).toMatch(
        /only 307 and 308 keep method and body\. Send to the URL that it leads to\.$/,
      )
      expect(seen).toHaveLength(1)
    },
  )

  test.each([307, 308])(
    'of %i is followed where that is asked for, with method, headers and body',
    async (status) => {
      const { url, seen } = await redirecting({ '/': [status, 'a/b?c#d'] })
      const headers: HeaderPair[] = [
        ['X-Event', '1'],
        ['Authorization', 'Bearer x'],
      ]
      const result = await send({
        url,
        method: 'PUT',
        headers,
        ownNames: ['authorization'],
        followRedirects: 1,
      })
      expect(result).toMatchObject({
        error: null,
        request: { url: `${url}a/b?c` },
        redirects: [{ status, url }],
        answer: { status: 200 },
      })
      expect(seen.map(({ method, path, body }) => [method, path, body])).toEqual([
        ['PUT', '/', '{}'],
        ['PUT', '/a/b?c', '{}'],
      ])
      expect(seen[1]?.headers).toEqual(seen[0]?.headers)
    },
  )

  test('to another origin goes without credentials and without the target’s own headers', async () => {
    const other = await redirecting({})
    const { url } = await redirecting({ '/': [307, `${other.url}in`] })
    const headers: HeaderPair[] = [
      ['svix-id', 'msg_1'],
      ['X-Api-Key', 'secret'],
      ['authorization', 'Bearer x'],
      ['Cookie', 'session=1'],
      ['Proxy-Authorization', 'Basic x'],
      ['x-event', '1'],
    ]
    const result = await send({ url, headers, ownNames: ['x-api-key'], followRedirects: 1 })
    expect(result.error).toBeNull()
    const expected: HeaderPair[] = [
      ['host', new URL(other.url).host],
      ['connection', 'keep-alive'],
      ['svix-id', 'msg_1'],
      ['x-event', '1'],
      ['content-length', '2'],
    ]
    expect(other.seen[0]?.headers).toEqual(expected)
    expect(result.request.headers).toEqual(expected)
  })

  test('does not give credentials back when it leads home again', async () => {
    const home = await redirecting({})
    const other = await redirecting({ '/': [307, `${home.url}end`] })
    const start = await redirecting({ '/': [307, other.url] })
    await send({ url: start.url, headers: [['authorization', 'x']], followRedirects: 5 })
    expect(home.seen[0]?.headers.map(([name]) => name)).not.toContain('authorization')
  })

  test('is followed as often as is said, and not more', async () => {
    const { url, seen } = await redirecting({ '/': [307, '/1'], '/1': [308, '/2'], '/2': [307, '/3'] })
    const two = await send({ url, followRedirects: 2 })
    expect(two.error).toEqual({
      code: 'redirect',
      message:
        'The target answered 307 Temporary Redirect and leads to /3, which was not followed: at most 2 are followed.',
    })
    expect(two.redirects).toEqual([
      { status: 307, url },
      { status: 308, url: `${url}1` },
    ])
    expect([two.request.url, seen.length]).toEqual([`${url}2`, 3])
    expect((await send({ url, followRedirects: 3 })).error).toBeNull()
  })

  test.each([
    ['to itself', { '/': [307, '/'] }],
    ['to another that leads back', { '/': [307, '/1'], '/1': [307, '/'] }],
  ] as const)('%s ends', async (_how, routes) => {
    const { url } = await redirecting(routes)
    const { error } = await send({ url, followRedirects: 5 })
    expect(error?.message).toMatch(/it leads in a circle\.$/)
  })

  test.each([
    ['ftp://127.0.0.1/', 'it leads to ftp:.'],
    ['http://user:pass@127.0.0.1/', 'it holds a name or password.'],
    ['http://[', 'it is not a URL.'],
  ])('to %s is not followed', async (location, words) => {
    const { url } = await redirecting({ '/': [307, location] })
    const { error } = await send({ url, followRedirects: 5 })
    expect([error?.code, error?.message.endsWith(words)]).toEqual(['redirect', true])
  })

  test('without a location is a status like others', async () => {
    const { url } = await httpServer((_request, response) => response.writeHead(307).end())
    expect((await send({ url })).error).toEqual({
      code: 'status',
      message: 'The target answered 307 Temporary Redirect.',
    })
  })
})

describe('the policy', () => {
  test('refuses what a redirect leads to', async () => {
    const inner = await redirecting({})
    const port = new URL(inner.url).port
    const { url } = await redirecting({ '/': [307, `http://127.0.0.2:${port}/`] })
    const sender = testSender({ policy: createPolicy({ policy: 'public', allow: ['127.0.0.1'] }) })
    const { error, answer, redirects } = await send({ url, followRedirects: 1 }, { sender })
    expect(error?.code).toBe('not_allowed')
    expect(error?.message).toMatch(/^127\.0\.0\.2 is this machine \(loopback\)/)
    expect(redirects).toEqual([{ status: 307, url }])
    expect([answer, inner.seen.length]).toEqual([null, 0])
  })

  test.each([
    '127.0.0.1',
    '0x7f.1',
    '2130706433',
    '127.0.0.1.',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    'localhost',
    'localhost.',
  ])('refuses %s without a connection', async (host) => {
    const { url, seen, connections } = await redirecting({})
    const sender = testSender({ policy: createPolicy({ policy: 'public', allow: [] }) })
    const result = await send({ url: `http://${host}:${new URL(url).port}/` }, { sender })
    expect(result.error?.code).toBe('not_allowed')
    expect(result.error?.message).toContain('HOOKLENS_SEND_ALLOW')
    expect([seen.length, connections(), result.remoteAddress]).toEqual([0, 0, null])
  })

  test('is held against the address that is connected to, whatever the name server says next', async () => {
    const answers = ['127.0.0.2', '127.0.0.1']
    const { port, seen } = await redirecting({}, '0.0.0.0')
    const sender = testSender({
      // To this policy 127.0.0.2 is a public address, and 127.0.0.1 is not.
      policy: createPolicy({ policy: 'public', allow: ['127.0.0.2'] }),
      resolve: async () => [{ address: answers.shift() as string, family: 4 }],
    })
    const request = { url: `http://rebinding.example:${port}/`, headers: [['x-n', '1']] as HeaderPair[] }
    const first = await send(request, { sender })
    expect([first.error, first.remoteAddress, answers]).toEqual([null, '127.0.0.2', ['127.0.0.1']])
    expect(seen[0]?.localAddress).toBe('127.0.0.2')

    const again = await send(request, { sender })
    expect([again.remoteAddress, answers]).toEqual(['127.0.0.2', ['127.0.0.1']])

    seen[0]?.closeConnection()
    await seen[0]?.closed
    const rebound = await send(request, { sender })
    expect(rebound.error?.code).toBe('not_allowed')
    expect(rebound.error?.message).toMatch(/^rebinding\.example is 127\.0\.0\.1, this machine/)
    expect(seen).toHaveLength(2)
  })

  test('leaves out those addresses of a name that may not be connected to', async () => {
    const { port } = await redirecting({}, '0.0.0.0')
    const sender = testSender({
      policy: createPolicy({ policy: 'public', allow: ['127.0.0.2'] }),
      resolve: async () => ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 })),
    })
    const { error, remoteAddress } = await send({ url: `http://both.example:${port}/` }, { sender })
    expect([error, remoteAddress]).toEqual([null, '127.0.0.2'])
  })

  test('is asked again about the address that the socket says it is connected to', async () => {
    const { url } = await redirecting({})
    let asked = 0
    // Refuses from the second time on: what was checked first is not what was connected to.
    const policy = { problem: () => (asked++ === 0 ? null : 'refused') }
    const { error, remoteAddress } = await send({ url }, { sender: testSender({ policy }) })
    expect([error, remoteAddress, asked]).toEqual([{ code: 'not_allowed', message: 'refused' }, null, 2])
  })
})

interface Seen {
  method: string | undefined
  path: string | undefined
  headers: HeaderPair[]
  body: string
  localAddress: string | undefined
  closeConnection: () => void
  closed: Promise<unknown>
}

/** A server that redirects these paths and answers all others with 200. */
async function redirecting(routes: Record<string, readonly [number, string]>, host = '127.0.0.1') {
  const seen: Seen[] = []
  let connections = 0
  const { url, server } = await httpServer(async (request, response) => {
    seen.push(await read(request))
    const [status, location] = routes[request.url ?? ''] ?? []
    if (status !== undefined && location !== undefined) response.writeHead(status, { location })
    response.end()
  }, host)
  server.on('connection', () => {
    connections++
  })
  return { url, port: new URL(url).port, seen, connections: () => connections }
}

async function read(request: IncomingMessage): Promise<Seen> {
  const { method, url: path, rawHeaders, socket } = request
  const chunks = await request.toArray()
  const headers: HeaderPair[] = []
  for (let i = 0; i < rawHeaders.length; i += 2)
    headers.push([rawHeaders[i] as string, rawHeaders[i + 1] as string])
  return {
    method,
    path,
    headers,
    body: Buffer.concat(chunks).toString(),
    localAddress: socket.localAddress,
    closeConnection: () => socket.destroy(),
    closed: new Promise((done) => socket.once('close', done)),
  }
}
