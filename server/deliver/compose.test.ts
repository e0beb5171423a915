import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { parseSecret } from '../verify/secret.ts'
import { sign } from '../verify/sign.ts'
import { type ComposeOptions, compose } from './compose.ts'

const NOW = 1_764_000_000_123
const key = keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
const body = Buffer.from('{"type":"user.created"}')
const headers: HeaderPair[] = [
  ['Host', 'hooks.example'],
  ['User-Agent', 'Svix-Webhooks/1.2'],
  ['Svix-Id', 'msg_old'],
  ['Content-Length', '23'],
  ['content-TYPE', 'application/json'],
  ['SVIX-Timestamp', '1700000000'],
  ['svix-signature', 'v1,old'],
  ['X-Forwarded-For', '203.0.113.9'],
  ['x-dup', '1'],
  ['X-Dup', '2'],
]
const kept: HeaderPair[] = headers.filter(([name]) => !/^(host|content-length)$/i.test(name))
const ours: HeaderPair[] = [
  ['hooklens-delivery-id', 'dlv_1'],
  ['hooklens-attempt', '2'],
  ['hooklens-via', 'store_a'],
]

describe('original', () => {
  test('keeps the very bytes, and all headers but the connection’s in their order and case', () => {
    const composed = make({ signature: 'original' })
    expect(composed).toEqual({
      method: 'POST',
      headers: [...kept, ...ours],
      body,
      messageId: 'msg_old',
      ownNames: [],
    })
    expect(composed.body).toBe(body)
  })

  test('leaves out what belongs to the connection, also what its connection header names', () => {
    const connection: HeaderPair[] = [
      ['Connection', 'keep-alive, X-Hop'],
      ['connection', 'x-other'],
      ['Keep-Alive', 'timeout=5'],
      ['Transfer-Encoding', 'chunked'],
      ['TE', 'trailers'],
      ['Trailer', 'x'],
      ['Upgrade', 'h2c'],
      ['Expect', '100-continue'],
      ['Proxy-Connection', 'close'],
      ['x-hop', '1'],
      ['X-Other', '1'],
      ['x-stays', '1'],
    ]
    expect(make({ signature: 'original' }, { headers: connection }).headers).toEqual([
      ['x-stays', '1'],
      ...ours,
    ])
  })

  test('keeps values beyond ASCII as they came', () => {
    const odd: HeaderPair[] = [['x-name', 'Zo\xc3\xab \xff']]
    expect(make({ signature: 'original' }, { headers: odd }).headers[0]).toEqual(odd[0])
  })

  test('puts a new message id in the place of the old one', () => {
    const composed = make({ signature: 'original', messageId: 'msg_new' })
    expect(composed.headers).toEqual([...withValue(kept, 'Svix-Id', 'msg_new'), ...ours])
    expect(composed.messageId).toBe('msg_new')
  })

  test('replaces the headers of a delivery that came here by another', () => {
    const came: HeaderPair[] = [
      ['Hooklens-Delivery-Id', 'dlv_0'],
      ['hooklens-other', 'x'],
      ['HOOKLENS-ATTEMPT', '7'],
    ]
    expect(make({ signature: 'original' }, { headers: came }).headers).toEqual([
      ['hooklens-other', 'x'],
      ...ours,
    ])
  })
})

describe('resign', () => {
  test('signs the same bytes and id with a fresh timestamp, in the place and case of the old headers', () => {
    const composed = make({ signature: 'resign', key })
    const signature = sign({ id: 'msg_old', timestamp: '1764000000', body, key })
    const expected = withValue(withValue(kept, 'SVIX-Timestamp', '1764000000'), 'svix-signature', signature)
    expect(composed.headers).toEqual([...expected, ...ours])
    expect(composed.messageId).toBe('msg_old')
  })

  test('signs a new id where one is given', () => {
    const composed = make({ signature: 'resign', key, messageId: 'msg_new' })
    expect(valueIn(composed.headers, 'svix-id')).toBe('msg_new')
    expect(valueIn(composed.headers, 'svix-signature')).toBe(
      sign({ id: 'msg_new', timestamp: '1764000000', body, key }),
    )
  })

  test('signs under the names that the event has, in both sets where it has both', () => {
    const standard: HeaderPair[] = [
      ['webhook-signature', 'v1,old'],
      ['webhook-id', 'msg_a'],
      ['webhook-timestamp', '1'],
    ]
    const signature = sign({ id: 'msg_a', timestamp: '1764000000', body, key })
    const expected = [
      ['webhook-signature', signature],
      ['webhook-id', 'msg_a'],
      ['webhook-timestamp', '1764000000'],
    ]
    expect(make({ signature: 'resign', key }, { headers: standard }).headers).toEqual([...expected, ...ours])
    const both = make({ signature: 'resign', key }, { headers: [...standard, ['svix-id', 'msg_b']] })
    const ofBoth = sign({ id: 'msg_b', timestamp: '1764000000', body, key })
    expect(both.headers).toEqual([
      ['webhook-signature', ofBoth],
      ['webhook-id', 'msg_b'],
      ['webhook-timestamp', '1764000000'],
      ['svix-id', 'msg_b'],
      ['svix-timestamp', '1764000000'],
      ['svix-signature', ofBoth],
      ...ours,
    ])
  })

  test('adds what is missing behind its siblings, written as they are', () => {
    const named = (id: string) =>
      make(
        { signature: 'resign', key },
        {
          headers: [
            [id, 'msg_1'],
            ['x', '1'],
          ],
        },
      ).headers.map(([name]) => name)
    expect(named('Svix-Id')).toEqual([
      'Svix-Id',
      'Svix-Timestamp',
      'Svix-Signature',
      'x',
      ...ours.map(([n]) => n),
    ])
    expect(named('WEBHOOK-ID')[1]).toBe('WEBHOOK-TIMESTAMP')
  })

  test('gives an unsigned event svix headers, and an id that is the same for each attempt', () => {
    const first = make({ signature: 'resign', key, attempt: 1 }, { headers: [['x', '1']] })
    const second = make({ signature: 'resign', key, attempt: 2 }, { headers: [['x', '1']] })
    expect(first.headers.map(([name]) => name)).toEqual([
      ...['x', 'svix-id', 'svix-timestamp', 'svix-signature'],
      ...ours.map(([name]) => name),
    ])
    expect([first.messageId, second.messageId]).toEqual(['msg_1', 'msg_1'])
    expect(make({ signature: 'resign', key }, { headers: [['svix-id', '']] }).messageId).toBe('msg_1')
  })

  test('leaves one header where a signature header came more than once', () => {
    const twice: HeaderPair[] = [...kept, ['svix-signature', 'v1,other']]
    const names = make({ signature: 'resign', key }, { headers: twice }).headers.map(([name]) => name)
    expect(names.filter((name) => name === 'svix-signature')).toHaveLength(1)
  })

  test('signs an edited body', () => {
    const typed = Buffer.from('{ "typed" : true }')
    const composed = make({ signature: 'resign', key, edited: { body: typed } })
    expect(composed.body).toBe(typed)
    expect(valueIn(composed.headers, 'svix-signature')).toBe(
      sign({ id: 'msg_old', timestamp: '1764000000', body: typed, key }),
    )
  })
})

test('none leaves out the signature headers', () => {
  const composed = make({ signature: 'none' })
  expect(composed.headers).toEqual([...kept.filter(([name]) => !/^svix-/i.test(name)), ...ours])
  expect(composed.messageId).toBeNull()
})

describe('edited headers', () => {
  const typed: HeaderPair[] = [
    ['x-typed', 'yes'],
    ['Host', 'elsewhere.example'],
  ]

  test('stand in the place of all but the signature’s', () => {
    const composed = make({ signature: 'original', edited: { method: 'PUT', headers: typed } })
    const signature = kept.filter(([name]) => /^svix-/i.test(name))
    expect(composed.headers).toEqual([['x-typed', 'yes'], ...signature, ...ours])
    expect(composed.method).toBe('PUT')
  })

  test('may be a signature’s too', () => {
    const composed = make({ signature: 'original', edited: { headers: [['svix-id', 'typed']] } })
    expect(composed.headers).toEqual([['svix-id', 'typed'], ...ours])
  })
})

test('a target’s own headers stand in the place of those of the same name, else behind the others', () => {
  const own: HeaderPair[] = [
    ['x-dup', 'a'],
    ['Authorization', 'Bearer x'],
    ['X-DUP', 'b'],
    ['user-agent', 'me'],
  ]
  const composed = make({ signature: 'original', own })
  expect(composed.headers).toEqual([
    ['user-agent', 'me'],
    ...kept.slice(1, -2),
    ['x-dup', 'a'],
    ['X-DUP', 'b'],
    ['Authorization', 'Bearer x'],
    ...ours,
  ])
  expect(composed.ownNames).toEqual(['x-dup', 'authorization', 'x-dup', 'user-agent'])
})

test('names every store that sent it on, the last one last', () => {
  const headers: HeaderPair[] = [['Hooklens-Via', 'store_b, store_c']]
  const { headers: sent } = make({}, { headers })
  expect(valueIn(sent, 'hooklens-via')).toBe('store_b, store_c, store_a')
  expect(sent.filter(([name]) => name.toLowerCase() === 'hooklens-via')).toHaveLength(1)
})

function make(how: Partial<ComposeOptions>, event: { headers?: HeaderPair[] } = {}) {
  return compose(
    { method: 'POST', headers, body, ...event },
    {
      signature: 'original',
      key: null,
      messageId: null,
      edited: {},
      own: [],
      deliveryId: 'dlv_1',
      attempt: 2,
      storeName: 'store_a',
      now: NOW,
      ...how,
    },
  )
}

function withValue(pairs: HeaderPair[], name: string, value: string): HeaderPair[] {
  return pairs.map((pair) => (pair[0] === name ? [name, value] : pair))
}

function valueIn(pairs: HeaderPair[], name: string): string | undefined {
  return pairs.find(([other]) => other.toLowerCase() === name)?.[1]
}

function keyOf(secret: string) {
  const parsed = parseSecret(secret)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.key
}
