import { afterEach, expect, it, vi } from 'vitest'
import type { EventPage } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import * as api from '../api/events.ts'
import { fetchPage, tellPages } from './fetch-page.ts'

const event = (seq: number, fields: Partial<EventSummary> = {}) =>
  ({
    seq,
    id: `evt_${seq}`,
    verdict: 'failed',
    verdictChangedAt: null,
    topCause: null,
    ...fields,
  }) as EventSummary
const page = (from: number, to: number, nextCursor: number | null = null): EventPage => ({
  events: Array.from({ length: to - from + 1 }, (_, i) => event(to - i)),
  nextCursor,
  prevCursor: null,
  searchedTo: null,
  complete: true,
  indexedUpTo: to,
})

afterEach(() => {
  vi.restoreAllMocks()
})

it('has what changed while the page was on its way', async () => {
  vi.spyOn(api, 'fetchEvents').mockImplementationOnce(async () => {
    tellPages([event(2, { topCause: 'body_bom' }), event(3, { verdict: 'verified', verdictChangedAt: 9 })])
    tellPages([event(9)])
    return page(1, 4)
  })
  const { events } = await fetchPage('verdict:failed', { limit: 10 })
  expect(events.map(({ seq, topCause }) => [seq, topCause])).toEqual([
    [4, null],
    [2, 'body_bom'],
    [1, null],
  ])
})

it('puts nothing in that lies outside of the page', async () => {
  vi.spyOn(api, 'fetchEvents').mockImplementationOnce(async () => {
    tellPages([event(9), event(13), event(11, { topCause: 'body_bom' })])
    return { ...page(10, 12, 10), indexedUpTo: 20 }
  })
  const { events } = await fetchPage('', { limit: 3, cursor: 13 })
  expect(events.map(({ seq }) => seq)).toEqual([12, 11, 10])
})

it('asks in pieces for more than the server gives at once', async () => {
  const fetchEvents = vi
    .spyOn(api, 'fetchEvents')
    .mockResolvedValueOnce({ ...page(301, 800, 301), indexedUpTo: 900 })
    .mockResolvedValueOnce(page(51, 300, 51))
  const { events, nextCursor, indexedUpTo } = await fetchPage('', { limit: 750 })
  expect(fetchEvents.mock.calls.map(([, { limit, cursor }]) => [limit, cursor])).toEqual([
    [500, undefined],
    [250, 301],
  ])
  expect([events.length, nextCursor, indexedUpTo]).toEqual([750, 51, 900])
})
