import { describe, expect, it } from 'vitest'
import { parseSavedRequest } from '../request-formats/index.ts'
import { csvHead, toCsvLine } from './csv.ts'
import { type EventLine, eventLineSchema } from './event-line.ts'
import { harHead, harTail, toHarEntry } from './har.ts'

const event = (fields: Partial<EventLine> = {}): EventLine => ({
  id: 'evt_1',
  seq: 7,
  endpointId: 'ep_1',
  endpointSlug: 'stack',
  receivedAt: Date.UTC(2026, 10, 23, 10),
  method: 'POST',
  path: '/in/stack',
  query: 'a=%20b+c&d&e=%zz',
  remoteAddress: '127.0.0.1',
  contentType: 'application/json',
  size: 2,
  messageId: 'msg_1',
  sentAt: null,
  type: 'user.created',
  entity: { kind: 'user', id: 'u1' },
  about: null,
  verdict: 'failed',
  verifiedBy: null,
  verdictAtReceipt: 'verified',
  verdictChangedAt: Date.UTC(2026, 10, 24),
  topCause: null,
  deliveryMark: null,
  flags: [],
  schema: 'valid',
  httpVersion: '1.1',
  headers: [
    ['X-One', 'a'],
    ['x-one', ''],
    ['x-one', 'caf\xe9'],
  ],
  body: { encoding: 'utf8', text: '{}' },
  ...fields,
})

describe('a CSV file', () => {
  const cellsOf = (fields: Partial<EventLine>) => {
    const names = csvHead.trimEnd().split(',')
    const cells = toCsvLine(event(fields)).replace(/\r\n$/, '').split(',')
    return Object.fromEntries(names.map((name, i) => [name, cells[i]]))
  }

  it('has one line an event, with a column for each part of its summary', () => {
    expect(csvHead).toMatch(/^id,seq,endpoint,receivedAt,verdict,.*,size\r\n$/)
    expect(cellsOf({})).toMatchObject({
      id: 'evt_1',
      seq: '7',
      endpoint: 'stack',
      receivedAt: '2026-11-23T10:00:00.000Z',
      verdictAtReceipt: 'verified',
      sentAt: '',
      entityId: 'u1',
      size: '2',
    })
  })

  it('quotes what would end a cell or a line', () => {
    expect(toCsvLine(event({ about: 'Ann "A", Lee\r\nnext' }))).toContain(',"Ann ""A"", Lee\r\nnext",')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\0=1', '＝1'])(
    'lets no spreadsheet run %j',
    (about) => {
      expect(cellsOf({ about }).about).toBe(`'${about}`)
    },
  )

  it('defuses a formula that also needs quotes', () => {
    expect(toCsvLine(event({ about: '\r=1' }))).toContain(`,"'\r=1",`)
  })
})

describe('a HAR file', () => {
  const har = (fields: Partial<EventLine> = {}) =>
    harHead('1.0') + JSON.stringify(toHarEntry(event(fields), 'http://x')) + harTail

  it.each([
    { encoding: 'utf8', text: '{"é":"\u0000"}' },
    { encoding: 'base64', text: '/wA=' },
    { encoding: 'utf8', text: '' },
  ] as const)('is read back with the same request: $text', (body) => {
    const read = parseSavedRequest(
      Buffer.from(har({ body, size: Buffer.from(body.text, body.encoding).length })),
    )
    expect(read).toMatchObject({
      format: 'har',
      method: 'POST',
      url: 'http://x/in/stack?a=%20b+c&d&e=%zz',
      headers: event().headers,
      receivedAt: event().receivedAt,
      warnings: [],
    })
    expect(Buffer.from(read.body)).toEqual(Buffer.from(body.text, body.encoding))
  })

  it('holds the event whole', () => {
    const { request, _hooklens } = JSON.parse(har()).log.entries[0]
    const headers = request.headers.map(({ name, value }: { name: string; value: string }) => [name, value])
    const whole = { ..._hooklens, method: request.method, headers, body: { encoding: 'utf8', text: '{}' } }
    expect(eventLineSchema.parse(whole)).toEqual(event())
  })

  it('names the parts of the query, those too that are not well encoded', () => {
    expect(JSON.parse(har()).log.entries[0].request.queryString).toEqual([
      { name: 'a', value: ' b c' },
      { name: 'd', value: '' },
      { name: 'e', value: '%zz' },
    ])
  })
})
