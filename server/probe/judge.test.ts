import { describe, expect, it } from 'vitest'
import type { AttemptErrorCode } from '../../shared/delivery.ts'
import type { ProbeExchange } from '../../shared/probe.ts'
import { allAccepted, allRefused } from './judge.ts'

/** What came back: a status, after some milliseconds; or why nothing did. */
function answered(came: number | AttemptErrorCode, ms = 5, note = 'one'): ProbeExchange {
  const isStatus = typeof came === 'number'
  return {
    note,
    sentAt: 0,
    request: { method: 'POST', headers: [], body: { encoding: 'utf8', text: '{}' }, size: 2 },
    answer: isStatus
      ? {
          status: came,
          statusText: '',
          headers: [['Location', '/login']],
          body: { encoding: 'utf8', text: '' },
          truncated: false,
        }
      : null,
    ms,
    error: isStatus ? null : { code: came, message: 'It broke off.' },
    reading: null,
  }
}

describe('a delivery that is to be accepted', () => {
  it.each([200, 201, 204, 299])('passes with %i', (status) =>
    expect(allAccepted([answered(status)]).outcome).toBe('passed'),
  )

  it.each([
    [302, /302 Found, which leads to \/login/, /redirects/],
    [404, /404 Not Found/, /router/],
    [405, /405 Method Not Allowed/, /router/],
    [429, /429/, /rate limit/],
    ['timeout', /broke off/, /gives up after 15 s/],
    ['reset', /broke off/, /No answer/],
  ] as const)('fails with %s, for a reason of its own', (came, found, matters) => {
    const judged = allAccepted([answered(came)])
    expect(judged).toMatchObject({ outcome: 'failed', fix: expect.any(String) })
    expect(judged.found).toMatch(found)
    expect(judged.matters).toMatch(matters)
  })

  it.each([400, 409, 413, 500, 503])('fails with %i for the reason of its check', (status) =>
    expect(allAccepted([answered(status)])).toMatchObject({ outcome: 'failed', matters: null, fix: null }),
  )

  it('fails where the sender would have given up before the 200', () => {
    expect(allAccepted([answered(200, 16_000)])).toMatchObject({
      outcome: 'failed',
      found: 'Answered 200 OK after 16 s: the sender gives up after 15 s.',
    })
  })

  it('is one of several, of which the first few that fail are named', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((note) => answered(500, 5, note))
    expect(allAccepted([answered(200), ...all]).found).toBe(
      '6 of 7 were not accepted: a (500), b (500), c (500), d (500) and 2 more.',
    )
  })
})

describe('a forgery', () => {
  it.each([400, 401, 403, 413, 415, 422])('passes where it is refused with %i', (status) =>
    expect(allRefused([answered(status)]).outcome).toBe('passed'),
  )

  it.each([
    [500, /handler broke/],
    [404, /router/],
    [302, /redirects/],
    [429, /rate limit/],
    ['reset', /No answer/],
  ] as const)('fails, without danger, where it gets %s', (came, matters) => {
    const judged = allRefused([answered(came)])
    expect(judged.outcome).toBe('failed')
    expect(judged.matters).toMatch(matters)
  })

  it('is dangerous as soon as one is accepted, however late', () => {
    const judged = allRefused([answered(400), answered(204, 20_000, 'without any of the three')])
    expect(judged).toMatchObject({
      outcome: 'danger',
      found: 'Accepted without any of the three, with 204.',
    })
  })
})
