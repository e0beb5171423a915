import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../../shared/endpoint.ts'
import type { EventSummary } from '../../../shared/event.ts'
import { readFilter } from '../../lib/filter.ts'
import { itemIndexOf, listItems } from './list-items.ts'
import { rowName } from './row-notes.ts'
import { describeTotals, totalsFromCounts } from './totals.ts'
import { worstEndpoint } from './worst-endpoint.ts'

describe('listItems', () => {
  const at = (id: string, day: number, hour: number) =>
    ({ id, receivedAt: new Date(2026, 10, day, hour).getTime() }) as EventSummary

  it('puts a divider before the first event of each day', () => {
    const items = listItems([at('a', 23, 1), at('b', 22, 23), at('c', 22, 0), at('d', 20, 12)])
    expect(items.map((item) => (item.kind === 'event' ? item.event.id : item.kind))).toEqual([
      'day',
      'a',
      'day',
      'b',
      'c',
      'day',
      'd',
    ])
    expect(itemIndexOf(items, 'c')).toBe(4)
  })
})

describe('totals', () => {
  const endpoints = [
    { slug: 'a', counts: { verified: 5, failed: 2, unsigned: 1, unchecked: 0, refused: 9, bytes: 0 } },
    { slug: 'b', counts: { verified: 1, failed: 0, unsigned: 0, unchecked: 3, refused: 0, bytes: 0 } },
  ]
  const totals = (q: string) => totalsFromCounts(readFilter(q), endpoints)

  it('come from the endpoints’ counts where these know', () => {
    expect(totals('')).toEqual({ verified: 6, failed: 2, unsigned: 1, unchecked: 3 })
    expect(totals('endpoint:a verdict:failed')).toEqual({ verified: 0, failed: 2, unsigned: 0, unchecked: 0 })
  })

  it('are asked of the server for anything else', () => {
    expect(totals('type:user.*')).toBeNull()
    expect(totals('endpoint:a verdict:failed cause:body_*')).toBeNull()
    expect(totals('verdict:failed verdict:verified')).toBeNull()
  })

  it('are a sentence', () => {
    const sentence = (q: string) => describeTotals(totals(q) ?? totals('')!)
    expect(sentence('')).toEqual({ count: '12 events', failed: '2 failed' })
    expect(sentence('verdict:failed')).toEqual({ count: '2 failed events', failed: null })
    expect(sentence('endpoint:b')).toEqual({ count: '4 events', failed: null })
  })
})

describe('a row', () => {
  const row = (fields: Partial<EventSummary>) =>
    rowName({
      flags: [],
      receivedAt: new Date(2026, 10, 23, 14, 2, 7, 318).getTime(),
      verdict: 'verified',
      verdictAtReceipt: 'verified',
      type: 'user.created',
      about: 'Ada',
      topCause: null,
      verifiedBy: { secretId: 'sec_1', label: 'production', position: 1 },
      ...fields,
    } as EventSummary)

  it('is read aloud with its verdict first, and why it failed', () => {
    expect(row({})).toBe('verified, user.created, Ada, 14:02:07.318')
    expect(row({ verdict: 'failed', topCause: 'body_reserialized', verifiedBy: null })).toBe(
      'failed, user.created, Ada, 14:02:07.318, body rewritten',
    )
    expect(row({ type: null, about: null, method: 'GET', path: '/in/stack' })).toBe(
      'verified, GET /in/stack, 14:02:07.318',
    )
  })

  it('says that its payload is not as its schema says; that it is goes without saying', () => {
    expect(row({ schema: 'drift' })).toMatch(/, drift$/)
    expect(row({ schema: 'invalid', flags: ['duplicate'] })).toMatch(/, invalid, duplicate$/)
    expect(row({ schema: 'valid' })).toBe(row({}))
    expect(row({ schema: 'unknown' })).toBe(row({}))
  })

  it('says that the secret is being replaced, and that it was verified later', () => {
    const verifiedBy = { secretId: 'sec_1', label: 'production', position: 2 }
    expect(row({ verifiedBy })).toMatch(/, rotating$/)
    expect(row({ verifiedBy: { ...verifiedBy, position: null } })).not.toContain('rotating')
    expect(row({ verdictAtReceipt: 'failed' })).toMatch(/, verified later$/)
    expect(row({ verdictAtReceipt: 'unchecked' })).not.toContain('later')
  })
})

describe('the endpoint whose failures are summed up above the list', () => {
  const endpoint = (slug: string, total: number) =>
    ({
      slug,
      failures: total === 0 ? null : { total, since: 1, topCause: null, sharing: 0 },
    }) as Endpoint
  const endpoints = [endpoint('a', 2), endpoint('b', 44), endpoint('c', 0)]
  const worst = (q: string) => worstEndpoint(readFilter(q), endpoints)?.slug ?? null

  it('is the one with the most failures that the filter shows', () => {
    expect(worst('')).toBe('b')
    expect(worst('verdict:failed')).toBe('b')
    expect(worst('endpoint:a')).toBe('a')
    expect(worst('endpoint:a verdict:failed')).toBe('a')
  })

  it('is none where nothing failed, or something else is looked for', () => {
    for (const q of ['endpoint:c', 'endpoint:none', 'verdict:verified', 'cause:body_*', 'type:user.*']) {
      expect(worst(q), q).toBeNull()
    }
    expect(worst('endpoint:a endpoint:b')).toBeNull()
  })
})
