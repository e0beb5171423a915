import { describe, expect, it } from 'vitest'
import type { EventSummary, HeaderPair } from '../event.ts'
import { matchEvent, needsContent } from './match.ts'
import { matchable, matchableSummary } from './matchable.ts'
import { parseQuery } from './parse.ts'

const now = Date.UTC(2026, 10, 24)
const summary = {
  id: 'evt_01',
  seq: 1,
  endpointSlug: 'stack',
  receivedAt: now - 3_600_000,
  method: 'POST',
  size: 2000,
  messageId: 'msg_1',
  type: 'user.created',
  entity: { kind: 'user', id: 'u1' },
  verdict: 'failed',
  topCause: 'body_reserialized',
} as EventSummary

interface Given extends Partial<EventSummary> {
  headers?: HeaderPair[]
  body?: string | Uint8Array
}

function matches(q: string, { headers = [], body = '', ...fields }: Given = {}): boolean {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return matchEvent(
    parseQuery(q),
    matchable({ ...summary, ...fields }, () => ({ headers, body: bytes })),
    now,
  )
}

const payload = JSON.stringify({
  data: {
    name: 'Zoë ÜNAL',
    n: 42,
    big: '42',
    yes: true,
    none: null,
    empty: '',
    list: ['a', ['b', { c: 'deep' }]],
    people: [{ id: 'x' }, { id: 'y', tags: ['vip'] }],
    'odd key': { 'a.b': 1 },
    '0': 'zero',
  },
})

describe('summaries', () => {
  it.each([
    ['', true],
    ['type:user.created', true],
    ['type:USER.created', false],
    ['type:user.*', true],
    ['type:"user.*"', false],
    ['type:*', true],
    ['type:*e*t*d', true],
    ['type:*x*', false],
    ['verdict:failed', true],
    ['-verdict:failed', false],
    ['not (verdict:failed type:none)', true],
    ['verdict:verified or type:user.*', true],
    ['cause:body_*', true],
    ['cause:secret_*', false],
    ['endpoint:stack', true],
    ['endpoint:s*k', true],
    ['id:evt_*', true],
    ['message:msg_1', true],
    ['method:post', true],
    ['method:P*', true],
    ['method:get', false],
    ['size:2kb', true],
    ['size:>2kb', false],
    ['size:>=2kb', true],
    ['size:<2.1kb', true],
    ['size:<=1999', false],
    ['after:1h', true],
    ['before:1h', false],
    ['after:59m', false],
    ['before:59m', true],
    ['after:2026-11-23T23:00', true],
    ['before:2026-11-23T23:00Z', false],
    ['before:2026-11-24', true],
  ])('%s: %s', (q, expected) => {
    expect(matches(q)).toBe(expected)
    expect(needsContent(parseQuery(q))).toBe(false)
  })

  it('match no pattern with what is not there', () => {
    expect(matches('type:* or cause:* or message:*', { type: null, topCause: null, messageId: null })).toBe(
      false,
    )
    expect(matches('entity:u1 or user:u1 or team:u1', { entity: null })).toBe(false)
  })

  it.each([
    ['user.created', 'user', 'u', 'user:u entity:u -team:u'],
    ['team.created', 'team', 't', 'team:t entity:t -user:t'],
    ['team_membership.created', 'membership', 't/u', 'team:t user:u entity:t entity:u entity:t/u -user:t'],
    ['team_permission.created', 'permission', 't/u/p', 'team:t user:u entity:p -entity:t/u -user:p'],
    ['project_permission.created', 'permission', 'u/p', 'user:u -team:u entity:p -user:p'],
    ['issue.created', 'issue', 'i', 'entity:i -user:i -team:i'],
  ] as const)('of %s are about its parties', (type, kind, id, q) => {
    expect(matches(q, { type, entity: { kind, id } })).toBe(true)
  })
})

describe('text', () => {
  it('is found without regard to case, in every script', () => {
    expect(matches('"zoË ünal"', { body: payload })).toBe(true)
    expect(matches('ΟΔΟΣ', { body: 'ΟΔΟΣΑ' })).toBe(true)
    expect(matches('one two', { body: 'TWO-one' })).toBe(true)
    expect(matches('one -two', { body: 'TWO-one' })).toBe(false)
  })

  it('is found in bytes that are not UTF-8', () => {
    expect(matches('abc def', { body: new Uint8Array([97, 98, 99, 255, 100, 101, 102]) })).toBe(true)
  })
})

describe('headers', () => {
  const headers: HeaderPair[] = [
    ['User-Agent', 'Svix-Webhooks/1.8'],
    ['X-A', 'one'],
    ['x-a', 'TWO'],
    ['Empty', ''],
  ]
  it.each([
    ['header.user-agent:Svix*', true],
    ['header.USER-AGENT:"svix-webhooks/1.8"', true],
    ['header.user-agent:Svix', false],
    ['header.x-a:two', true],
    ['header.x-a:one header.x-a:two', true],
    ['header.empty:*', true],
    ['header.empty:""', true],
    ['header.none:*', false],
    ['-header.none:*', true],
  ])('%s: %s', (q, expected) => {
    expect(matches(q, { headers })).toBe(expected)
  })
})

describe('the payload', () => {
  it.each([
    ['data.name:"zoë ünal"', true],
    ['data.name:zoë', false],
    ['data.name:zoë*', true],
    ['data.name:*', true],
    ['data.n:42', true],
    ['data.n:4.2e1', true],
    ['data.n:"42"', false],
    ['data.n:4*', false],
    ['data.big:42', true],
    ['data.big:42.0', false],
    ['data.big:>1', false],
    ['data.n:>41', true],
    ['data.n:>=42', true],
    ['data.n:<42', false],
    ['data.n:<=42', true],
    ['data.yes:true', true],
    ['data.yes:"true"', false],
    ['data.none:null', true],
    ['data.none:*', true],
    ['data.missing:*', false],
    ['data.empty:""', true],
    ['data."odd key"."a.b":1', true],
    ['data.0:zero', true],
    ['data.people.id:y', true],
    ['data.people.0.id:x', true],
    ['data.people.0.id:y', false],
    ['data.people.2:*', false],
    ['data.people.tags:vip', true],
    ['data.list:a', true],
    ['data.list:b', true],
    ['data.list.c:deep', true],
    ['data.list.1.1.c:deep', true],
    ['data.constructor:*', false],
    ['data.length:*', false],
    ['data.list.length:*', false],
  ])('%s: %s', (q, expected) => {
    expect(matches(q, { body: payload })).toBe(expected)
  })

  it('is read as JSON.parse reads it', () => {
    expect(matches('data.a:2 -data.a:1', { body: '{"data":{"a":1,"a":2}}' })).toBe(true)
    expect(matches('data.__proto__.x:1', { body: '{"data":{"__proto__":{"x":1}}}' })).toBe(true)
    expect(matches('data.a:1', { body: '\ufeff{"data":{"a":1}}' })).toBe(true)
    for (const body of ['', '{"data":{"a":1}', 'null', '[]', '"data"', '7'])
      expect(matches('data.a:*', { body })).toBe(false)
  })
})

describe('hostile events', () => {
  it('are answered, however deep', () => {
    const depth = 100_000
    expect(matches('data.a:x', { body: `{"data":${'['.repeat(depth)}{"a":"x"}${']'.repeat(depth)}}` })).toBe(
      true,
    )
    expect(matches('data.a.b:1', { body: `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` })).toBe(false)
  })

  it('are answered, however many wildcards', () => {
    const long = 'a'.repeat(1_000_000)
    expect(matches(`type:${'*a'.repeat(900)}*b`, { type: long })).toBe(false)
    expect(matches(`data.a:${'*'.repeat(1900)}b`, { body: `{"data":{"a":"${long}"}}` })).toBe(false)
    expect(matches(`${'a'.repeat(1900)}b`, { body: long })).toBe(false)
  })
})

it('reads headers and body once, and not at all unless asked', () => {
  let reads = 0
  const event = matchable(summary, () => {
    reads++
    return { headers: [['A', 'b']], body: new TextEncoder().encode('{"data":{"a":1}}') }
  })
  matchEvent(parseQuery('type:user.* -verdict:verified'), event, now)
  expect(reads).toBe(0)
  for (const q of ['data.a:1', 'header.a:b', '"data"', 'data.a:2']) matchEvent(parseQuery(q), event, now)
  expect(reads).toBe(1)
  expect(() => matchEvent(parseQuery('some text'), matchableSummary(summary), now)).toThrow(
    'only the summary',
  )
})
