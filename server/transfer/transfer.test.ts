import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { csvHead } from '../../shared/export/csv.ts'
import { type EventLine, eventLineSchema } from '../../shared/export/event-line.ts'
import { parseQuery } from '../../shared/query/query.ts'
import type { ImportResult } from '../../shared/transfer.ts'
import { StoreUnavailableError } from '../store/errors.ts'
import type { NewEvent, WholeLimits } from '../store/event-store.ts'
import { arbitraryCaptured } from '../testing/arbitrary-captured.ts'
import { newEvent } from '../testing/events.ts'
import { signedRequest, testSecret } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

const stackOf = ({ ctx }: TestApp) => ctx.registry.bySlug('stack')?.id ?? ''

async function fill(app: TestApp, events: Omit<NewEvent, 'endpointId'>[]): Promise<void> {
  const endpointId = stackOf(app)
  await Promise.all(events.map((event) => app.ctx.store.events.append({ ...event, endpointId })))
}

async function exported(app: TestApp, query = ''): Promise<string> {
  const reply = await fetch(`${app.url}/api/events/export?${query}`)
  expect(reply.status).toBe(200)
  return reply.text()
}

const linesOf = (ndjson: string): EventLine[] =>
  ndjson
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventLineSchema.parse(JSON.parse(line)))

async function imported(
  app: TestApp,
  body: string | Uint8Array<ArrayBuffer>,
  { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; json: ImportResult & { code: string; message: string } }> {
  const reply = await fetch(`${app.url}/api/events/import?${query}`, {
    method: 'POST',
    body,
    headers,
  })
  return { status: reply.status, json: JSON.parse(await reply.text()) }
}

/** What an event keeps on its way through a file. */
function kept({ id, endpointSlug, receivedAt, method, path, query, httpVersion, ...rest }: EventLine) {
  const { remoteAddress, headers, body } = rest
  return { id, endpointSlug, receivedAt, method, path, query, httpVersion, remoteAddress, headers, body }
}

const line = (fields: object = {}): string =>
  JSON.stringify({
    id: 'evt_1',
    endpointSlug: 'stack',
    receivedAt: 1_700_000_000_000,
    method: 'POST',
    path: '/in/stack',
    headers: [['Host', 'x']],
    body: { encoding: 'utf8', text: '{}' },
    ...fields,
  })

describe('an export', () => {
  it('holds every matching event, oldest first, as a file with a telling name', async () => {
    const app = await startApp({ now: () => Date.UTC(2026, 10, 25, 14, 41, 7) })
    await fill(
      app,
      Array.from({ length: 450 }, (_, i) =>
        newEvent({ type: i % 2 === 0 ? 'user.created' : 'team.created' }),
      ),
    )
    const reply = await fetch(`${app.url}/api/events/export?q=type:team.created`)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/x-ndjson',
      'content-disposition': 'attachment; filename="hooklens-events-20261125-144107.ndjson"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    const seqs = linesOf(await reply.text()).map(({ seq }) => seq)
    expect(seqs).toHaveLength(225)
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  })

  it('is whole also when there is nothing in it', async () => {
    const app = await startApp()
    expect(await exported(app)).toBe('')
    expect(JSON.parse(await exported(app, 'format=har')).log.entries).toEqual([])
    expect(await exported(app, 'format=csv')).toBe(csvHead)
  })

  it('is one JSON document as HAR, and a line an event as CSV', async () => {
    const app = await startApp()
    await fill(app, [newEvent({ about: '=1+1' }), newEvent({ body: Buffer.from([0xff, 0]) })])
    const har = JSON.parse(await exported(app, 'format=har'))
    expect(har.log.entries).toMatchObject([
      { request: { url: `${app.url}/in/a`, postData: { text: '{}' } } },
      { request: { postData: { text: '/wA=', encoding: 'base64' } } },
    ])
    const csv = (await exported(app, 'format=csv')).split('\r\n')
    expect(csv).toHaveLength(4)
    expect(csv[1]).toContain(",'=1+1,")
  })

  it('holds what matched at the moment that is named, and nothing that came later', async () => {
    const now = 1_700_000_000_000
    const app = await startApp({ now: () => now })
    await fill(app, [newEvent({ receivedAt: now - 4_000 }), newEvent({ receivedAt: now - 1_000 })])
    const upTo = app.ctx.store.events.lastSeq()
    await fill(app, [newEvent({ receivedAt: now })])
    const seqs = async (query: string) => linesOf(await exported(app, query)).map(({ seq }) => seq)
    expect(await seqs(`upTo=${upTo}`)).toEqual([1, 2])
    expect(await seqs(`upTo=${upTo}&q=after:3s`)).toEqual([2])
    expect(await seqs(`upTo=${upTo}&q=after:3s&askedAt=${now - 2_000}`)).toEqual([1, 2])
    expect(await seqs('upTo=99')).toEqual([1, 2, 3])
    const asForm = await fetch(`${app.url}/api/events/export`, {
      method: 'POST',
      body: new URLSearchParams({ q: '', upTo: String(upTo), askedAt: String(now) }),
    })
    expect(linesOf(await asForm.text())).toHaveLength(2)
    expect((await fetch(`${app.url}/api/events/export?upTo=-1`)).status).toBe(400)
  })

  it('is of the chosen events in their order, in a form or as JSON', async () => {
    const app = await startApp()
    const events = [newEvent(), newEvent(), newEvent()]
    await fill(app, events)
    const ids = [events[2]!.id, 'evt_none', events[0]!.id, events[2]!.id]
    const asJson = await fetch(`${app.url}/api/events/export`, {
      method: 'POST',
      body: JSON.stringify({ ids }),
      headers: { 'content-type': 'application/json' },
    })
    const asForm = await fetch(`${app.url}/api/events/export`, {
      method: 'POST',
      body: new URLSearchParams({ ids: ids.join(','), format: 'ndjson' }),
    })
    for (const reply of [asJson, asForm]) {
      expect(linesOf(await reply.text()).map(({ id }) => id)).toEqual([events[2]!.id, events[0]!.id])
    }
  })

  it('refuses what it cannot read, before anything is sent', async () => {
    const app = await startApp()
    expect((await app.api('GET', '/api/events/export?q=verdict:odd')).json.code).toBe('QUERY_UNREADABLE')
    expect((await app.api('GET', '/api/events/export?format=xml')).json.code).toBe('INVALID_INPUT')
    expect((await app.api('GET', '/api/events/export?endpoint=none')).json.code).toBe('ENDPOINT_NOT_FOUND')
  })

  it('holds no event that came after it was asked for', async () => {
    let late: (() => Promise<unknown>) | null = null
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          readWhole: async (query, limits) => {
            await late?.()
            late = null
            return store.events.readWhole(query, limits)
          },
        },
      }),
    })
    await fill(app, [newEvent()])
    late = () => fill(app, [newEvent()])
    expect(linesOf(await exported(app))).toHaveLength(1)
    expect(linesOf(await exported(app))).toHaveLength(2)
  })

  it('that fails on its way breaks the transfer, so that nobody takes it for whole', async () => {
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          readWhole: (query, limits) =>
            limits.after > 0
              ? Promise.reject(new Error('the disk is gone'))
              : store.events.readWhole(query, { ...limits, events: 1 }),
        },
      }),
    })
    await fill(app, [newEvent(), newEvent()])
    for (const format of ['ndjson', 'har', 'csv']) {
      const reply = await fetch(`${app.url}/api/events/export?format=${format}`)
      await expect(reply.text()).rejects.toThrow()
    }
    expect(app.logged.join()).toContain('the disk is gone')
  })

  it('reads no more than the client takes, and stops when it goes away', async () => {
    const reads: WholeLimits[] = []
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          readWhole: (query, limits) => {
            reads.push(limits)
            return store.events.readWhole(query, limits)
          },
        },
      }),
    })
    // More than the buffers of a connection take.
    const body = Buffer.alloc(1024 * 1024, 'x')
    await fill(
      app,
      Array.from({ length: 40 }, () => newEvent({ body })),
    )
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
    socket.write('GET /api/events/export HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(socket, 'readable')
    await expect.poll(() => settled(() => reads.length)).toBe(true)
    expect(reads.length).toBeLessThan(30)
    const before = reads.length
    socket.destroy()
    await once(socket, 'close')
    // The server has seen it once it has answered somebody else.
    await app.api('GET', '/api/info')
    expect(reads.length - before).toBeLessThanOrEqual(1)
  })
})

/** Whether a number stays the same while other requests are served. */
async function settled(read: () => number): Promise<boolean> {
  const before = read()
  await new Promise((resolve) => setTimeout(resolve, 50))
  return read() === before && before > 0
}

describe('one event', () => {
  it.each([
    ['curl', 'text/plain', 'curl.sh', /^curl '.*\/in\/a'/],
    ['httpie', 'text/plain', 'httpie.sh', /^http --ignore-stdin /],
    ['fetch', 'text/plain', 'mjs', /^const response = await fetch\(/m],
    ['http', 'message/http', 'http', /^POST \/in\/a HTTP\/1.1\r\n/],
    ['json', 'application/json', 'json', /^\{"id":"evt_/],
  ])('is a file as %s', async (format, type, extension, content) => {
    const app = await startApp()
    const event = newEvent()
    await fill(app, [event])
    const reply = await fetch(`${app.url}/api/events/${event.id}/export?format=${format}`)
    expect(reply.headers.get('content-type')).toContain(type)
    expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="${event.id}.${extension}"`)
    expect(await reply.text()).toMatch(content)
  })

  it('that is not there, or a format that is none, is told', async () => {
    const app = await startApp()
    expect((await app.api('GET', '/api/events/evt_none/export?format=curl')).json.code).toBe(
      'EVENT_NOT_FOUND',
    )
    expect((await app.api('GET', '/api/events/evt_none/export?format=x')).status).toBe(400)
  })
})

describe('events that go out and come in again', () => {
  it.each(['ndjson', 'har'])('are the same to the byte, as %s', { timeout: 60_000 }, async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryCaptured, { minLength: 150, maxLength: 300 }), async (events) => {
        const [from, to] = [await startApp(), await startApp()]
        await fill(from, events)
        const file = await exported(from, `format=${format}`)
        expect((await imported(to, file)).json).toEqual({
          format,
          imported: events.length,
          skipped: 0,
          failedTotal: 0,
          failed: [],
        })
        const [before, after] = [linesOf(await exported(from)), linesOf(await exported(to))]
        expect(after.map(kept)).toEqual(before.map(kept))
        expect(after.map(({ size }) => size)).toEqual(before.map(({ size }) => size))
        await from.close()
        await to.close()
      }),
      { numRuns: 1 },
    )
  })

  it('are judged by the secrets of where they come, at the time of their receipt', async () => {
    const at = 1_700_000_000_000
    const from = await startApp({ now: () => at })
    await fetch(`${from.url}/in/stack`, signedRequest('{"type":"user.created"}', { at }))
    const file = await exported(from)
    const to = await startApp()
    await to.api('POST', '/api/endpoints/stack/secrets', { secret: testSecret, label: 'production' })
    await imported(to, file)
    expect(linesOf(await exported(to))).toMatchObject([
      {
        verdict: 'verified',
        verdictAtReceipt: 'verified',
        verifiedBy: { label: 'production' },
        type: 'user.created',
      },
    ])
    expect((await to.api('GET', '/api/endpoints/stack')).json.counts).toMatchObject({ verified: 1 })
  })
})

describe('an import', () => {
  it('skips events that are there, or came before in the same file', async () => {
    const app = await startApp()
    const file = [line(), line({ id: 'evt_2' }), line()].join('\n')
    expect((await imported(app, file)).json).toMatchObject({ imported: 2, skipped: 1 })
    expect((await imported(app, file)).json).toMatchObject({ imported: 0, skipped: 3 })
  })

  it('restores the events of an endpoint that is still being deleted', async () => {
    const app = await startApp()
    const lines = Array.from({ length: 2000 }, (_, i) => line({ id: `evt_${i}` })).join('\n')
    expect((await imported(app, lines)).json).toMatchObject({ imported: 2000 })
    await app.api('DELETE', '/api/endpoints/stack')
    await app.api('POST', '/api/endpoints', { name: 'Stack', slug: 'stack' })
    const { json } = await imported(app, lines)
    expect(json).toMatchObject({ imported: 2000, skipped: 0, failedTotal: 0 })
    expect(linesOf(await exported(app))).toHaveLength(2000)
    expect((await app.api('GET', '/api/events/stats')).json.total).toBe(2000)
  })

  it('skips what another import of the same file stored first', async () => {
    let arrived = () => {}
    const both = new Promise<void>((resolve) => {
      let waiting = 0
      arrived = () => {
        if (++waiting === 2) resolve()
      }
    })
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          known: async (ids) => {
            const known = await store.events.known(ids)
            arrived()
            await both
            return known
          },
        },
      }),
    })
    const file = [line(), line({ id: 'evt_2' })].join('\n')
    const results = (await Promise.all([imported(app, file), imported(app, file)])).map(({ json }) => json)
    expect(results.map(({ failedTotal }) => failedTotal)).toEqual([0, 0])
    expect(results.reduce((sum, result) => sum + result.imported, 0)).toBe(2)
    expect(results.reduce((sum, result) => sum + result.skipped, 0)).toBe(2)
  })

  it('reads CRLF, a byte order mark, empty lines, gzip and a last line without an end', async () => {
    const app = await startApp()
    const file = `\ufeff\r\n\n${line()}\r\n  \n${line({ id: 'evt_2' })}`
    const reply = await imported(app, gzipSync(file), { headers: { 'content-encoding': 'gzip' } })
    expect(reply.json).toMatchObject({ format: 'ndjson', imported: 2, failedTotal: 0 })
    expect(linesOf(await exported(app)).map(({ id }) => id)).toEqual(['evt_1', 'evt_2'])
  })

  it('gives a new id and the chosen endpoint to an event that names none', async () => {
    const app = await startApp()
    const file = line({ id: null, endpointSlug: 'elsewhere' })
    expect((await imported(app, file, { query: 'endpoint=stack' })).json.imported).toBe(1)
    const [event] = linesOf(await exported(app))
    expect(event?.id).toMatch(/^evt_[0-9a-z]{26}$/)
    expect(event?.endpointSlug).toBe('stack')
  })

  it('says of each line that cannot be imported why, and imports the others', async () => {
    const app = await startApp({ config: { maxBodyBytes: 20_000 } })
    const lines = [
      line(),
      '{"id":',
      line({ id: 'evt_2', endpointSlug: 'nobody' }),
      line({ id: '../../etc' }),
      line({ id: 'evt_3', headers: [['x', 'a\r\nSet-Cookie: b']] }),
      line({ id: 'evt_3', headers: [['x y', 'a']] }),
      line({ id: 'evt_3', path: '/in/a b' }),
      line({ id: 'evt_3', body: { encoding: 'base64', text: 'not base64' } }),
      line({ id: 'evt_3', body: { encoding: 'utf8', text: '\ud800' } }),
      line({ id: 'evt_3', body: { encoding: 'utf8', text: 'x'.repeat(20_001) } }),
      line({ id: 'evt_3', receivedAt: 1e18 }),
      `{"a":"${'x'.repeat(1_200_000)}"}`,
      '[]',
      '['.repeat(100_000),
      line({ id: 'evt_4' }),
      '{"truncated":"',
    ]
    const { status, json } = await imported(app, lines.join('\n'))
    expect(status).toBe(200)
    expect(json).toMatchObject({ imported: 2, skipped: 0, failedTotal: 14 })
    const told = json.failed.map(({ line, message }) => `${line}: ${message}`)
    expect(told.map((text) => Number.parseInt(text, 10))).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16,
    ])
    expect(told.join('\n').replace(/Not JSON: .*/g, 'Not JSON')).toMatchInlineSnapshot(`
      "2: Not JSON
      3: There is no endpoint with slug "nobody": make it, or choose one for the whole file.
      4: No event: id: is no id of an event.
      5: No event: headers.0.1: has a character that no header can have.
      6: No event: headers.0.0: has a character that no name can have.
      7: No event: path: has a character that no request target can have.
      8: Its body is said to be base64, but is not.
      9: Its body has half of a surrogate pair, which is no text.
      10: Its body has 20,001 bytes; this server takes 20,000. HOOKLENS_MAX_BODY_BYTES sets that.
      11: No event: receivedAt: Too big: expected int to be <=9007199254740991.
      12: Longer than 1,168,576 bytes. This server takes no such event; HOOKLENS_MAX_BODY_BYTES sets what it takes.
      13: No event: Invalid input: expected object, received array.
      14: Not JSON
      16: Not JSON"
    `)
    expect(linesOf(await exported(app)).map(({ id }) => id)).toEqual(['evt_1', 'evt_4'])
  })

  it('tells a hundred failures and counts the others', async () => {
    const { json } = await imported(await startApp(), 'no\n'.repeat(1000))
    expect(json.failed).toHaveLength(100)
    expect(json.failedTotal).toBe(1000)
  })

  it('refuses an unknown endpoint, a form, and an encoding that it cannot unpack', async () => {
    const app = await startApp()
    expect((await imported(app, line(), { query: 'endpoint=none' })).json.code).toBe('ENDPOINT_NOT_FOUND')
    const form = await imported(app, 'x', { headers: { 'content-type': 'multipart/form-data; boundary=x' } })
    expect(form).toMatchObject({ status: 415, json: { message: /itself as the body/ } })
    expect((await imported(app, 'x', { headers: { 'content-encoding': 'br' } })).status).toBe(415)
    expect((await imported(app, 'x', { headers: { 'content-encoding': 'gzip' } })).json.code).toBe(
      'UPLOAD_BROKEN',
    )
    expect((await imported(app, line(), { headers: { origin: 'http://evil.test' } })).status).toBe(403)
    expect(await exported(app)).toBe('')
  })

  it('reads a HAR file of a browser, whatever is beside the requests', async () => {
    const app = await startApp()
    const entry = (url: string, more: object = {}) => ({
      startedDateTime: '2023-11-14T22:13:20.000Z',
      request: {
        method: 'POST',
        url,
        httpVersion: 'h2',
        headers: [
          { name: ':path', value: '/x' },
          { name: 'A', value: 'b' },
        ],
        postData: { mimeType: '', text: '{"a":"\\"]}"}' },
        ...more,
      },
      response: { content: { text: '"entries":[{]}' } },
    })
    const har = JSON.stringify(
      {
        log: {
          creator: { name: 'x', entries: [1] },
          pages: [[], { entries: ['{'] }],
          entries: [
            entry('https://example.test/a?b=c#d'),
            5,
            entry('https://example.test'),
            { startedDateTime: 'no' },
          ],
        },
      },
      null,
      2,
    )
    expect((await imported(app, har)).json.failed).toMatchObject([
      { line: 1 },
      { line: 2 },
      { line: 3 },
      { line: 4 },
    ])
    const { json } = await imported(app, har, { query: 'endpoint=stack' })
    expect(json).toMatchObject({ format: 'har', imported: 2, failedTotal: 2 })
    expect(json.failed.map(({ line }) => line)).toEqual([2, 4])
    expect(linesOf(await exported(app))).toMatchObject([
      { path: '/a', query: 'b=c', httpVersion: '2.0', headers: [['A', 'b']], receivedAt: 1_700_000_000_000 },
      { path: '/', query: '' },
    ])
  })

  it('imports what a HAR file holds that is cut off, and says where', async () => {
    const [from, to] = [await startApp(), await startApp()]
    await fill(from, [newEvent(), newEvent(), newEvent()])
    const har = await exported(from, 'format=har')
    const { json } = await imported(to, har.slice(0, har.lastIndexOf('"method"')))
    expect(json).toMatchObject({
      imported: 2,
      failedTotal: 1,
      failed: [{ line: 3, message: /in the middle/ }],
    })
    expect((await imported(to, '{"log":{"version":"1.2"}}')).json.failed[0]?.message).toContain('no HAR file')
  })

  it('stores no more than a batch at a time, and keeps what was stored when the client goes away', async () => {
    let [waiting, most] = [0, 0]
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          append: async (event) => {
            most = Math.max(most, ++waiting)
            return store.events.append(event).finally(() => waiting--)
          },
        },
      }),
    })
    const lines = Array.from({ length: 1000 }, (_, i) => line({ id: `evt_${i}` }))
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
    const head = 'POST /api/events/import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n'
    socket.write(`${head}${lines.join('\n')}\n`)
    await expect.poll(() => app.ctx.store.events.lastSeq()).toBe(1000)
    socket.destroy()
    expect(most).toBe(100)
    expect((await imported(app, lines.join('\n'))).json).toMatchObject({ imported: 0, skipped: 1000 })
  })

  it('stops where the store cannot write, and says how to go on', async () => {
    const app = await startApp({
      wrapStore: ({ store }) => ({
        ...store,
        events: {
          ...store.events,
          append: (event) =>
            event.id === 'evt_150'
              ? Promise.reject(new StoreUnavailableError(new Error('disk full')))
              : store.events.append(event),
        },
      }),
    })
    // The client goes on sending for a while, and hears of it all the same.
    const lines = Array.from({ length: 20_000 }, (_, i) => line({ id: `evt_${i}` }))
    const { status, json } = await imported(app, lines.join('\n'))
    expect(status).toBe(503)
    expect(json.message).toMatch(
      /^The store cannot write now. \d+ events of the file are stored; import it again/,
    )
  })

  it('is followed by the live stream without loss, in the order of seqs, but told as no new event', async () => {
    const app = await startApp()
    const told: string[] = []
    app.ctx.bus.subscribe(({ kind }) => told.push(kind))
    const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/live`)
    const seen: string[] = []
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      if (message.kind === 'events') seen.push(...message.events.map(({ id }: EventLine) => id))
    })
    await once(socket, 'open')
    socket.send(JSON.stringify({ kind: 'subscribe' }))
    await once(socket, 'message')
    await imported(app, [line(), line({ id: 'evt_2' })].join('\n'))
    const reply = await fetch(`${app.url}/in/stack`, { method: 'POST' })
    const { id } = (await reply.json()) as { id: string }
    await expect.poll(() => seen).toEqual(['evt_1', 'evt_2', id])
    expect(told.filter((kind) => kind === 'event')).toHaveLength(1)
    socket.close()
  })

  it('has its flags looked for anew, by what is here, whatever the file says', async () => {
    const from = await startApp()
    const at = Date.now()
    const sent: [messageId: string, agoS: number][] = [
      ['msg_1', 10],
      ['msg_2', 20],
      ['msg_1', 10],
      ['msg_3', 10],
    ]
    for (const [id, agoS] of sent) {
      const body = `{"type":"user.updated","data":{"id":"u-1","display_name":"${id}"}}`
      await fetch(`${from.url}/in/stack`, signedRequest(body, { id, at: at - agoS * 1000 }))
    }
    const flagsOf = async (app: TestApp) =>
      linesOf(await exported(app)).map(({ messageId, flags }) => [messageId, ...flags])
    const flags = [
      ['msg_1', 'conflict'],
      ['msg_2', 'outOfOrder'],
      ['msg_1', 'duplicate', 'conflict'],
      ['msg_3', 'conflict'],
    ]
    await expect.poll(() => flagsOf(from)).toEqual(flags)
    const file = await exported(from)
    const to = await startApp()
    await imported(to, file)
    await expect.poll(() => flagsOf(to)).toEqual(flags)
    const alone = await startApp()
    await imported(alone, file.split('\n')[1] ?? '')
    await expect.poll(() => alone.ctx.store.events.findFlags(0)).toEqual({ upTo: 1, notes: [] })
    expect(await flagsOf(alone)).toEqual([['msg_2']])
  })

  it('has the causes of its failures looked for', async () => {
    const from = await startApp()
    await fetch(`${from.url}/in/stack`, signedRequest('{}'))
    const file = await exported(from)
    const to = await startApp()
    await to.api('POST', '/api/endpoints/stack/secrets', {
      secret: `whsec_${Buffer.alloc(24).toString('base64')}`,
    })
    await imported(to, file)
    await expect
      .poll(async () => (await to.ctx.store.events.listBefore(parseQuery(''), null, 1)).events[0])
      .toMatchObject({
        verdict: 'failed',
        topCause: 'unexplained',
      })
  })
})
