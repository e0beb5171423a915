import { describe, expect, it } from 'vitest'
import type { Attempt, Delivery, Timings } from '../../shared/delivery.ts'
import { type ComparedAttempt, comparedFacts, comparedHeaders } from './compare-attempts.ts'
import {
  attemptKey,
  formatMs,
  howWords,
  outcomeWords,
  readAttemptKey,
  statusSentence,
  timeParts,
  timingWords,
} from './delivery-words.ts'

const now = new Date(2026, 10, 25, 14, 0, 0).getTime()
const delivery = (fields: Partial<Delivery> = {}): Delivery => ({
  id: 'dlv_1',
  kind: 'replay',
  eventId: 'evt_1',
  eventType: null,
  targetId: null,
  targetName: null,
  url: 'http://localhost:3000/',
  signature: 'resign',
  newMessageId: null,
  edited: { body: false, headers: false },
  status: 'due',
  dueAt: now + 25_000,
  waitsFor: null,
  attempts: 1,
  maxAttempts: 5,
  last: null,
  replayId: null,
  createdAt: now,
  finishedAt: null,
  ...fields,
})
const timings: Timings = { dnsMs: null, connectMs: 0.5, firstByteMs: 12, totalMs: 13 }

it('says times as finely as they matter', () => {
  expect([0.123, 4.56, 12.4, 1234, 15_000, 125_000].map(formatMs)).toEqual([
    '0.12 ms',
    '4.6 ms',
    '12 ms',
    '1.23 s',
    '15.0 s',
    '2 min 5 s',
  ])
})

describe('where a delivery stands', () => {
  const said = (fields: Partial<Delivery>) => statusSentence(delivery(fields), now)

  it('names the next try and its time', () => {
    expect(said({})).toBe('Next try at 14:00:25 (in 25 s), attempt 2 of 5.')
    expect(said({ attempts: 0, dueAt: now - 1 })).toBe('First attempt follows at once.')
    expect(said({ status: 'sending', attempts: 0 })).toBe('Being sent now.')
  })

  it('names what it waits for', () => {
    expect(said({ waitsFor: 'order' })).toContain('waits for an earlier event about the same entity')
    expect(said({ waitsFor: 'circuit' })).toBe(
      'Attempt 2 of 5 waits: the target is down. The target is tried next at 14:00:25 (in 25 s).',
    )
  })

  it('says how it ended', () => {
    expect(said({ status: 'delivered' })).toBe('Delivered.')
    expect(said({ status: 'delivered', attempts: 3 })).toBe('Delivered at attempt 3.')
    expect(said({ status: 'failed', attempts: 5 })).toBe('Failed after 5 attempts.')
    expect(said({ status: 'cancelled', attempts: 0 })).toBe('Cancelled before it was sent.')
  })
})

it('says how it was sent, and what came of it', () => {
  expect(howWords(delivery({ newMessageId: 'msg_2', edited: { body: true, headers: true } }))).toBe(
    'signed anew, new message id, body and headers edited',
  )
  expect(outcomeWords({ status: null, error: { code: 'refused' } })).toBe('refused')
  expect(outcomeWords({ status: 302, error: { code: 'redirect' } })).toBe('302')
  expect(outcomeWords({ status: 200, error: { code: 'too_large' } })).toBe('200, too large')
})

it('tells the steps of an attempt, and leaves out those it did not come to', () => {
  expect(timingWords(timings)).toBe('connect 0.50 ms, first byte 12 ms, rest 0.50 ms')
  const unanswered = timeParts({ dnsMs: 1, connectMs: null, firstByteMs: null, totalMs: 15_000 })
  expect(unanswered).toEqual([
    { step: 'dns', name: 'DNS', ms: 1 },
    { step: 'rest', name: 'waited', ms: 14_999 },
  ])
})

it('reads the name of an attempt that it wrote, and no other', () => {
  expect(readAttemptKey(attemptKey('dlv_01ab', 12))).toEqual({ deliveryId: 'dlv_01ab', number: 12 })
  for (const key of ['dlv_1', '.1', 'dlv_1.x', 'dlv/../1.1', '']) expect(readAttemptKey(key), key).toBeNull()
})

describe('two attempts compared', () => {
  const attempt = (fields: Partial<Attempt> = {}): Attempt => ({
    number: 1,
    startedAt: now,
    request: { method: 'POST', url: 'http://localhost:3000/', headers: [], size: 2 },
    answer: null,
    remoteAddress: null,
    redirects: [],
    timings,
    error: { code: 'refused', message: 'Nobody listens there.' },
    reading: null,
    ...fields,
  })
  const compared = (fields: Partial<Attempt>): ComparedAttempt => ({
    delivery: delivery(),
    attempt: attempt(fields),
    sentBody: null,
  })

  it('have their facts side by side; what one lacks is missing there', () => {
    const body = { encoding: 'utf8' as const, text: 'ok' }
    const answer = {
      ...{ status: 200, statusText: 'OK', httpVersion: '1.1', headers: [], body },
      ...{ decoded: null, size: 2, truncated: false },
    }
    const facts = comparedFacts(compared({}), compared({ answer, error: null }))
    expect(facts).toContainEqual({ name: 'Outcome', a: 'refused', b: '200' })
    expect(facts).toContainEqual({ name: 'Error', a: 'Nobody listens there.', b: null })
    expect(facts).toContainEqual({ name: 'Answer', a: null, b: '2 B, HTTP/1.1' })
  })

  it('have their headers matched by name, repeats by value', () => {
    const different = comparedHeaders(
      [
        ['A', '1'],
        ['Set-Cookie', 'x'],
        ['Set-Cookie', 'y'],
        ['gone', ''],
      ],
      [
        ['a', '2'],
        ['set-cookie', 'y'],
        ['set-cookie', 'x'],
        ['new', 'n'],
      ],
    )
    expect(different).toEqual({
      different: [
        { name: 'A', a: '1', b: '2' },
        { name: 'gone', a: '', b: null },
        { name: 'new', a: null, b: 'n' },
      ],
      same: 2,
    })
  })
})
