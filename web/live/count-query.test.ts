import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Stats } from '../../shared/api.ts'
import type { EventSummary } from '../../shared/event.ts'
import { noVerdicts, type StatsRequest } from '../../shared/stats.ts'
import * as api from '../api/stats.ts'
import type { Count } from './count.ts'
import { countQuery, markCountsStale, stopCounting, tellCounts } from './count-query.ts'

const part = (verified: number, nextCursor: number | null): Stats => ({
  total: verified,
  byVerdict: { ...noVerdicts(), verified },
  byType: [],
  byCause: [],
  histogram: { from: 0, bucketMs: 1000, counts: [{ ...noVerdicts(), verified }] },
  complete: nextCursor === null,
  nextCursor,
  countedTo: nextCursor,
  indexedUpTo: 50,
})
const arrived = (seq: number) => ({
  events: [{ seq, receivedAt: 5, verdict: 'verified', type: null } as EventSummary],
  after: seq - 1,
  seq,
})

let client: QueryClient
/** Answers the request that waits, and the next one when it comes. */
let answer: (stats: Stats) => Promise<void>
let asked: StatsRequest[]

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  asked = []
  let reply: (stats: Stats) => void = () => {}
  vi.spyOn(api, 'fetchStats').mockImplementation((request, signal) => {
    asked.push(request)
    return new Promise((resolve, reject) => {
      reply = resolve
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  })
  answer = async (stats) => {
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))
    reply(stats)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
})

afterEach(() => {
  vi.restoreAllMocks()
})

const held = () => client.getQueryData<Count>(countQuery('hay').queryKey)

it('shows each part of a count as it comes, with what has arrived meanwhile', async () => {
  const count = client.fetchQuery(countQuery('hay'))
  await answer(part(3, 40))
  expect(held()?.stats).toMatchObject({ total: 3, complete: false, countedTo: 40 })
  tellCounts(client, 'hay', arrived(51))
  tellCounts(client, 'straw', arrived(52))
  expect(held()?.stats.total).toBe(4)
  await answer(part(2, null))
  expect((await count).stats).toMatchObject({ total: 6, complete: true, indexedUpTo: 51 })
  expect(asked[1]).toMatchObject({ q: 'hay', cursor: 40, from: 0, to: 1000, bucket: 1000 })
})

it('keeps what arrives before the first part has come', async () => {
  const count = client.fetchQuery(countQuery('hay'))
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  tellCounts(client, 'hay', arrived(50))
  tellCounts(client, 'hay', arrived(51))
  await answer(part(3, null))
  expect((await count).stats.total).toBe(4)
})

it('keeps what was counted when it is stopped, and goes on there', async () => {
  const count = client.fetchQuery(countQuery('hay'))
  await answer(part(3, 40))
  stopCounting('hay')
  expect(await count).toMatchObject({ stopped: true, stats: { total: 3, complete: false } })
  const whole = client.fetchQuery({ ...countQuery('hay'), staleTime: 0 })
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  await answer(part(2, null))
  expect(await whole).toMatchObject({ stopped: false, stats: { total: 5, complete: true } })
})

it('counts anew what may be wrong, and shows the old count until then', async () => {
  const first = client.fetchQuery(countQuery('hay'))
  await answer(part(3, null))
  await first
  markCountsStale(client, (q) => q === 'straw')
  expect(held()?.stale).toBe(false)
  markCountsStale(client)
  expect(held()?.stale).toBe(true)
  const again = client.fetchQuery({ ...countQuery('hay'), staleTime: 0 })
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  await answer(part(1, 40))
  expect(held()?.stats.total).toBe(3)
  markCountsStale(client)
  await answer(part(1, null))
  expect(await again).toMatchObject({ stale: true, stats: { total: 2 } })
})
