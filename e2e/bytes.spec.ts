import { METHODS } from 'node:http'
import { gzipSync } from 'node:zlib'
import { ingestReplySchema } from '../shared/api.ts'
import type { EventDetail } from '../shared/event.ts'
import type { Api } from './fixtures/api.ts'
import { encodeChunks, encodeRequest, RawConnection, type RawRequest } from './fixtures/raw-http.ts'
import { expect, test } from './fixtures/test.ts'

const json: [string, string] = ['Content-Type', 'application/json']
const everyByte = Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte))

interface Case {
  title: string
  request?: Partial<RawRequest>
  /** Sent with its length, and expected to be stored. */
  body?: Buffer
}

const cases: Case[] = [
  { title: 'an empty body' },
  {
    title: 'NUL and every other byte, whatever the content type says',
    body: everyByte,
    request: { headers: [json] },
  },
  { title: 'invalid UTF-8', body: Buffer.from('7b2261223a22c328ff22', 'hex'), request: { headers: [json] } },
  {
    title: 'a byte order mark and its JSON',
    body: Buffer.from('\ufeff{"type":"stack.test"}'),
    request: { headers: [json] },
  },
  { title: 'JSON that is cut off', body: Buffer.from('{"type":"user.cre'), request: { headers: [json] } },
  {
    title: 'JSON with spaces, repeats and odd numbers as it was written',
    body: Buffer.from('{ "a":1.0,\r\n\t"a" : 1e400 , "b":"\\u00e9\\/" }\n'),
    request: { headers: [json] },
  },
  {
    title: 'keys named __proto__ and constructor',
    body: Buffer.from(
      '{"type":"user.created","__proto__":{"type":"x"},"constructor":{"prototype":1},"data":{"__proto__":{"id":"y"}}}',
    ),
    request: { headers: [json] },
  },
  {
    title: 'JSON 10,000 levels deep',
    body: Buffer.from(`${'{"a":'.repeat(10_000)}[]${'}'.repeat(10_000)}`),
    request: { headers: [json] },
  },
  {
    title: 'a gzipped body, not unpacked',
    body: gzipSync('{"type":"user.created"}'),
    request: { headers: [json, ['content-encoding', 'gzip']] },
  },
  {
    title: 'a body that claims an encoding it does not have',
    body: Buffer.from('plain'),
    request: { headers: [['Content-Encoding', 'br']] },
  },
  {
    title: 'a malformed content type',
    body: Buffer.from('{}'),
    request: { headers: [['CONTENT-type', ';;=/ "']] },
  },
  { title: 'an empty content type', body: Buffer.from('{}'), request: { headers: [['content-type', '']] } },
  {
    title: 'a multipart body without its boundary',
    body: Buffer.from('--x\r\n\r\n'),
    request: { headers: [['Content-Type', 'multipart/form-data']] },
  },
  {
    title: 'a GET with a body',
    body: Buffer.from('{"get":true}'),
    request: { method: 'GET', headers: [json] },
  },
  { title: 'a DELETE with JSON content type and no body', request: { method: 'DELETE', headers: [json] } },
  {
    title: 'malformed percent encoding in path and query',
    request: { target: '/in/stack/%zz/%?a=%&%e4=%00' },
  },
  {
    title: 'dots, doubled slashes and encoded slashes in the path',
    request: { target: '/in/stack/../a//b/%2F%2e%2e/;v=1' },
  },
  {
    title: 'a query with repeats, blanks and a second question mark',
    request: { target: '/in/stack?a=1&a=2&&=&b?c=%20+#' },
  },
  {
    title: 'repeated headers in their order and case',
    request: {
      headers: [
        ['X-Dup', 'a'],
        ['Accept', '*/*'],
        ['x-dup', 'b'],
        ['X-DUP', 'c'],
        ['accept', 'x/y'],
        ['Cookie', 'a=1'],
        ['cookie', 'b=2'],
        ['__proto__', 'x'],
        ['X-Empty', ''],
      ],
    },
  },
  {
    title: 'header values beyond ASCII, byte for byte',
    request: {
      headers: [
        ['X-Name', 'Zo\u00eb \u00c3\u00ab \u00ff'],
        ['X-Tab', 'a\tb'],
      ],
    },
  },
  { title: 'a request of HTTP 1.0', body: Buffer.from('old'), request: { httpVersion: '1.0' } },
]

for (const { title, request = {}, body = Buffer.alloc(0) } of cases) {
  test(`stores ${title}`, async ({ hooklens, api }) => {
    const sent = withLength(request, body)
    const event = await sendAndFetch(hooklens.baseUrl, api, sent)
    await expectExactly(api, event, sent, body)
  })
}

test('stores a chunked body as the bytes in the chunks', async ({ hooklens, api }) => {
  const body = Buffer.concat([everyByte, everyByte, Buffer.from('{"type":"user.created"}')])
  const sent: RawRequest = {
    headers: [['Host', '127.0.0.1'], json, ['Transfer-Encoding', 'chunked']],
    body: encodeChunks(body, 100),
  }
  const event = await sendAndFetch(hooklens.baseUrl, api, sent)
  await expectExactly(api, event, sent, body)
})

test('stores a body that the sender announced with Expect: 100-continue', async ({ hooklens, api }) => {
  const body = Buffer.from('{"type":"user.created"}')
  const sent = withLength({ headers: [['Expect', '100-continue'], json] }, body)
  const connection = await RawConnection.open(hooklens.baseUrl)
  connection.write(encodeRequest({ ...sent, body: Buffer.alloc(0) }))
  expect((await connection.response()).status).toBe(100)
  connection.write(body)
  const { id } = ingestReplySchema.parse(JSON.parse((await connection.response()).body))
  connection.close()
  await expectExactly(api, await api.getEvent(id), sent, body)
})

test('stores requests of every method, PROPFIND among them', async ({ hooklens, api }) => {
  const methods = METHODS.filter((method) => method !== 'CONNECT')
  for (const method of methods) {
    const connection = await RawConnection.open(hooklens.baseUrl)
    const { status } = await connection.send(
      withLength({ method, target: `/in/stack/${method}` }, Buffer.alloc(0)),
    )
    connection.close()
    expect(status, method).toBe(200)
  }
  const { events } = await api.listEvents({ limit: 500 })
  expect(events.map(({ method, path }) => `${method} ${path}`).reverse()).toEqual(
    methods.map((method) => `${method} /in/stack/${method}`),
  )
})

test('keeps requests apart that share one connection', async ({ hooklens, api }) => {
  const connection = await RawConnection.open(hooklens.baseUrl)
  const sent = ['first', 'second', 'third'].map((text) => ({
    request: withLength({ target: `/in/stack/${text}` }, Buffer.from(text)),
    body: Buffer.from(text),
  }))
  // All of them at once: the second is on its way before the first is answered.
  connection.write(Buffer.concat(sent.map(({ request }) => encodeRequest(request))))
  for (const { request, body } of sent) {
    const { id } = ingestReplySchema.parse(JSON.parse((await connection.response()).body))
    await expectExactly(api, await api.getEvent(id), request, body)
  }
  connection.close()
})

test('answers 404 for an unknown slug and stores nothing', async ({ hooklens, api }) => {
  const connection = await RawConnection.open(hooklens.baseUrl)
  const { status, body } = await connection.send(withLength({ target: '/in/nobody/x' }, Buffer.from('x')))
  connection.close()
  expect(status).toBe(404)
  expect(JSON.parse(body)).toMatchObject({ statusCode: 404, code: 'ENDPOINT_NOT_FOUND' })
  expect((await api.listEvents()).events).toEqual([])
})

test.describe('with a limit of 1,000 bytes', () => {
  test.use({ serverOptions: { args: ['--max-body-bytes', '1000'] } })

  for (const chunked of [false, true]) {
    test(`refuses a larger body that comes ${chunked ? 'in chunks' : 'with its length'}, and counts it`, async ({
      hooklens,
      api,
    }) => {
      const body = Buffer.alloc(1001, 'x')
      const connection = await RawConnection.open(hooklens.baseUrl)
      const { status } = await connection.send(
        chunked
          ? {
              headers: [
                ['Host', 'x'],
                ['Transfer-Encoding', 'chunked'],
              ],
              body: encodeChunks(body, 400),
            }
          : withLength({}, body),
      )
      connection.close()
      expect(status).toBe(413)
      expect((await api.listEvents()).events).toEqual([])
      expect((await api.getEndpoint('stack')).counts.refused).toBe(1)
    })
  }

  test('takes a body of exactly that size', async ({ hooklens, api }) => {
    const body = Buffer.alloc(1000, 'x')
    const sent = withLength({}, body)
    await expectExactly(api, await sendAndFetch(hooklens.baseUrl, api, sent), sent, body)
  })
})

function withLength(request: Partial<RawRequest>, body: Buffer): RawRequest & { body: Buffer } {
  return {
    ...request,
    headers: [['Host', '127.0.0.1'], ...(request.headers ?? []), ['Content-Length', String(body.length)]],
    body,
  }
}

async function sendAndFetch(baseUrl: string, api: Api, request: RawRequest): Promise<EventDetail> {
  const connection = await RawConnection.open(baseUrl)
  const { status, body } = await connection.send(request)
  connection.close()
  expect(status, body).toBe(200)
  const { events } = await api.listEvents()
  expect(events).toHaveLength(1)
  return api.getEvent(ingestReplySchema.parse(JSON.parse(body)).id)
}

async function expectExactly(api: Api, event: EventDetail, sent: RawRequest, body: Buffer): Promise<void> {
  const { method = 'POST', target = '/in/stack', httpVersion = '1.1', headers } = sent
  const [path, ...query] = target.split('?')
  expect(event).toMatchObject({ method, path, query: query.join('?'), httpVersion, size: body.length })
  expect(event.headers).toEqual(headers)
  expect((await api.getBody(event.id)).toString('hex')).toBe(body.toString('hex'))
  expect(Buffer.from(event.body.text, event.body.encoding).toString('hex')).toBe(body.toString('hex'))
}
