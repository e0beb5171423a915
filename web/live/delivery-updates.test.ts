import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { DeliveryUpdates } from './delivery-updates.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A page that shows these queries, and how often each was fetched since. */
async function showing(queries: { key: unknown[]; data: unknown }[]) {
  const client = new QueryClient()
  const updates = new DeliveryUpdates(client)
  onTestFinished(() => updates.stop())
  const fetches = queries.map(({ key, data }) => {
    const queryFn = vi.fn(async () => data)
    const observer = new QueryObserver(client, { queryKey: key, queryFn, staleTime: Infinity })
    onTestFinished(observer.subscribe(() => {}))
    return queryFn
  })
  await vi.advanceTimersByTimeAsync(0)
  for (const queryFn of fetches) queryFn.mockClear()
  return { client, updates, counts: () => fetches.map((queryFn) => queryFn.mock.calls.length) }
}

it('fetches lists of the events and targets that are named, and those that name none', async () => {
  const { updates, counts } = await showing([
    { key: ['deliveries', { eventId: 'evt_1' }], data: [] },
    { key: ['deliveries', { eventId: 'evt_2' }], data: [] },
    { key: ['deliveries', { targetId: 'tgt_1', status: 'failed' }], data: [] },
    { key: ['deliveries', { targetId: 'tgt_2' }], data: [] },
    { key: ['deliveries', { replayId: 'rpl_1' }], data: [] },
    { key: ['targets'], data: [] },
  ])
  updates.deliveriesChanged({ eventIds: ['evt_1'], targetIds: ['tgt_2'] })
  await vi.advanceTimersByTimeAsync(0)
  expect(counts()).toEqual([1, 0, 0, 1, 1, 1])
})

it('fetches a delivery again whose event or target is named', async () => {
  const { updates, counts } = await showing([
    { key: ['delivery', 'dlv_1'], data: { eventId: 'evt_1', targetId: null } },
    { key: ['delivery', 'dlv_2'], data: { eventId: null, targetId: 'tgt_1' } },
    { key: ['delivery', 'dlv_3'], data: { eventId: 'evt_3', targetId: null } },
  ])
  updates.deliveriesChanged({ eventIds: ['evt_1'], targetIds: ['tgt_1'] })
  await vi.advanceTimersByTimeAsync(0)
  expect(counts()).toEqual([1, 1, 0])
})

it('fetches all of them where a target’s deliveries were changed together', async () => {
  const { updates, counts } = await showing([{ key: ['deliveries', { eventId: 'evt_1' }], data: [] }])
  updates.deliveriesChanged({ eventIds: [], targetIds: ['tgt_1'] })
  await vi.advanceTimersByTimeAsync(0)
  expect(counts()).toEqual([1])
})

it('fetches all of them where too many changed to be named', async () => {
  const { updates, counts } = await showing([
    { key: ['deliveries', { eventId: 'evt_1' }], data: [] },
    { key: ['delivery', 'dlv_1'], data: { eventId: 'evt_1', targetId: null } },
    { key: ['targets'], data: [] },
  ])
  updates.deliveriesChanged({ eventIds: null, targetIds: [] })
  await vi.advanceTimersByTimeAsync(0)
  expect(counts()).toEqual([1, 1, 0])
  updates.allChanged()
  await vi.advanceTimersByTimeAsync(1000)
  expect(counts()).toEqual([2, 2, 1])
})

it('puts what comes within a second together', async () => {
  const { updates, counts } = await showing([
    { key: ['deliveries', { eventId: 'evt_1' }], data: [] },
    { key: ['deliveries', { eventId: 'evt_2' }], data: [] },
    { key: ['targets'], data: [] },
  ])
  for (let i = 0; i < 20; i++) {
    updates.deliveriesChanged({ eventIds: ['evt_1'], targetIds: ['tgt_1'] })
    updates.deliveriesChanged({ eventIds: ['evt_2'], targetIds: ['tgt_1'] })
    updates.targetsChanged()
    await vi.advanceTimersByTimeAsync(40)
  }
  expect(counts()).toEqual([1, 0, 1])
  await vi.advanceTimersByTimeAsync(1000)
  expect(counts()).toEqual([2, 1, 2])
})

it('fetches a list once more that was on its way for the first time when the news came', async () => {
  const client = new QueryClient()
  const updates = new DeliveryUpdates(client)
  onTestFinished(() => updates.stop())
  let answer: (data: string) => void = () => {}
  const first = new Promise<string>((resolve) => {
    answer = resolve
  })
  const queryFn = vi.fn(async () => 'as it is now').mockReturnValueOnce(first)
  const observer = new QueryObserver(client, { queryKey: ['targets'], queryFn, staleTime: Infinity })
  onTestFinished(observer.subscribe(() => {}))
  updates.targetsChanged()
  answer('as it was')
  await vi.advanceTimersByTimeAsync(0)
  expect(observer.getCurrentResult().data).toBe('as it is now')
})
