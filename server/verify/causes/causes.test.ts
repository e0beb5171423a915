import { describe, expect, it } from 'vitest'
import type { Cause } from '../../../shared/diagnosis.ts'
import { tamperableCauses } from '../../../shared/sample.ts'
import { caseOf, ownSecret, tamperedCase } from '../../testing/tampered-case.ts'
import { createBudget } from '../budget.ts'
import { explainFailure } from '../explain.ts'
import { tamper } from '../tamper/tamper.ts'
import { suspects } from './index.ts'
import type { Case } from './suspect.ts'

const body = Buffer.from('{"type":"user.created","data":{"display_name":"Zoë Ünal","n":1,"url":"a/b"}}')
const explain = (facts: Case) => explainFailure(facts, createBudget())
const good = (more: Partial<Case> = {}) => tamperedCase(body, [], more) as Case
const first = (facts: Case | null) => (facts ? explain(facts)[0] : undefined) as Cause

/** Own secrets as somebody stored them, for a request that was signed with the right one. */
const stored = (text: string) => good({ secrets: [{ label: 'production', hint: '…', text }] })

describe('every cause', () => {
  it.each(tamperableCauses)('%s is found where it was made, with words for the reader', (code) => {
    const cause = first(tamperedCase(body, [code]))
    expect(cause).toMatchObject({ code, confidence: 'proven' })
    for (const text of [cause.title, cause.explanation, cause.fix]) {
      expect(text).not.toMatch(/undefined|null|NaN|\[object/)
      expect(text.length).toBeGreaterThan(10)
    }
  })

  it.each(suspects.map(({ code }) => code))('%s is not found in a good event', (code) => {
    expect(explain(good()).map((cause) => cause.code)).not.toContain(code)
  })
})

describe('a secret that was stored wrong', () => {
  it.each([
    ['secret_version_prefix', `v1,${ownSecret}`],
    ['secret_quotes_or_whitespace', `"${ownSecret}"`],
    ['secret_quotes_or_whitespace', `${ownSecret}\r\n`],
    ['secret_quotes_or_whitespace', ` ${ownSecret}`],
    ['secret_double_encoded', Buffer.from(ownSecret).toString('base64')],
    ['secret_malformed', ownSecret.replace('whsec_', 'whsec_-').slice(0, -1)],
    ['secret_malformed', 'sk_live_0123456789'],
  ])('is %s: %s', (code, text) => {
    expect(first(stored(text))).toMatchObject({ code, confidence: 'proven' })
  })
})

describe('bodies', () => {
  it.each([
    ['JSON.stringify(…, null, 4)', JSON.stringify(JSON.parse(String(body)), null, 4)],
    [
      'Python’s json.dumps',
      '{"type": "user.created", "data": {"display_name": "Zo\\u00eb \\u00dcnal", "n": 1, "url": "a/b"}}',
    ],
    [
      'PHP’s json_encode',
      '{"type":"user.created","data":{"display_name":"Zo\\u00eb \\u00dcnal","n":1,"url":"a\\/b"}}',
    ],
    ['sorted keys', '{"data":{"display_name":"Zoë Ünal","n":1,"url":"a/b"},"type":"user.created"}'],
  ])('written anew by %s are matched with what was signed, and the difference is shown', (_, received) => {
    const signed = Buffer.from(
      JSON.stringify({ data: { display_name: 'Zoë Ünal', n: 1, url: 'a/b' }, type: 'user.created' }),
    )
    const original = received.startsWith('{"data"')
      ? Buffer.from('{"type":"user.created","data":{"url":"a/b"}}')
      : Buffer.from(JSON.stringify(JSON.parse(received)))
    const sent = tamper(
      { id: 'msg_1', timestamp: 1_777_000_000, body: received.startsWith('{"data"') ? signed : original },
      [],
      {
        secret: ownSecret,
        otherSecret: null,
        retiredSecret: null,
      },
    )
    const cause =
      sent &&
      first(
        caseOf({
          ...sent,
          body: Buffer.from(
            received.startsWith('{"data"')
              ? JSON.stringify({ type: 'user.created', data: JSON.parse(received).data })
              : received,
          ),
        }),
      )
    expect(cause).toMatchObject({ code: 'body_reserialized', confidence: 'proven' })
    expect(cause?.evidence.diff?.some(({ kind }) => kind !== 'same')).toBe(true)
  })

  it('minified and without its last line end: both are named', () => {
    const pretty = Buffer.from(`${JSON.stringify(JSON.parse(String(body)), null, 2)}\n`)
    const sent = tamper({ id: 'msg_1', timestamp: 1_777_000_000, body: pretty }, [], {
      secret: ownSecret,
      otherSecret: null,
      retiredSecret: null,
    })
    const causes =
      sent && explain(caseOf({ ...sent, body: Buffer.from(JSON.stringify(JSON.parse(String(body)))) }))
    expect(causes?.map(({ code }) => code).sort()).toEqual(['body_newlines', 'body_reserialized'])
  })

  it('written anew, and signed with the secret of another endpoint: both are named', () => {
    const causes = explain(tamperedCase(body, ['wrong_secret_other_endpoint', 'body_reserialized']) as Case)
    expect(causes.map(({ code }) => code)).toEqual(['wrong_secret_other_endpoint', 'body_reserialized'])
    expect(causes[0]?.evidence.secret).toMatchObject({ label: 'staging', endpoint: 'stack-staging' })
  })
})

describe('time', () => {
  it('tells one late message from a clock that is wrong', () => {
    const late = (agesS: number[]) =>
      first(
        tamperedCase(body, ['timestamp_too_old'], {
          neighbours: { agesS, sameRequest: null, sameSignature: null },
        }),
      )
    expect(late([2, 1, 3]).explanation).toContain('only this one is late')
    expect(late([3590, 3600, 3610]).explanation).toContain('a clock is wrong')
    expect(late([]).evidence.seconds).toEqual({ ageS: 3602, typicalS: null, others: 0 })
  })
})

describe('other events', () => {
  const event = { id: 'evt_1', receivedAt: 1 }

  it('a captured request that was sent again is named', () => {
    const neighbours = { agesS: [], sameRequest: event, sameSignature: null }
    expect(first(tamperedCase(body, ['timestamp_too_old'], { neighbours }))).toMatchObject({
      code: 'replayed_request',
      evidence: { event },
    })
  })

  it('a signature that was copied from another message is named', () => {
    const neighbours = { agesS: [], sameRequest: null, sameSignature: event }
    const facts = good({ neighbours, body: Buffer.from('{"other":true}') })
    expect(first(facts)).toMatchObject({ code: 'signature_of_other_message', confidence: 'proven' })
  })
})

describe('what cannot be explained', () => {
  it('is said to be so, with what was tried', () => {
    const [cause] = explain(good({ secrets: [], retired: [], elsewhere: [] }))
    expect(cause).toMatchObject({ code: 'unexplained', confidence: 'possible' })
    const unknown = explain(good({ secrets: [{ label: 'x', hint: 'x', text: `whsec_${'A'.repeat(32)}` }] }))
    expect(unknown.at(-1)?.evidence.tried).toMatchObject({ complete: true, secrets: expect.any(Number) })
    expect(unknown.at(-1)?.evidence.tried?.signatures).toBeGreaterThan(100)
  })
})
