import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import { replayOf } from '../lib/replay-of.ts'
import { LiveUpdates } from './live-updates.ts'

const event = { id: 'evt_1', topCause: null, verdictChangedAt: null, flags: [] }
const flagged = { ...event, flags: ['afterDelete'] } as unknown as EventSummary

/** A page that shows an event, whose first answer is on its way until `arrive`; every other is of the event as it is now. */
function showing(first: object) {
  const client = new QueryClient()
  let arrive = () => {}
  const onTheWay = new Promise<object>((resolve) => {
    arrive = () => resolve(first)
  })
  const queryFn = vi.fn(async (): Promise<object> => flagged).mockReturnValueOnce(onTheWay)
  const observer = new QueryObserver(client, { queryKey: ['event', 'evt_1'], queryFn, staleTime: Infinity })
  onTestFinished(observer.subscribe(() => {}))
  const updates = new LiveUpdates(client, () => {})
  onTestFinished(() => updates.stop())
  return { updates, arrive, queryFn, shown: () => observer.getCurrentResult().data }
}

it('asks again for an event that was on its way when the secrets changed', async () => {
  const { updates, arrive, shown } = showing(event)
  updates.apply({ kind: 'endpoints' })
  arrive()
  await expect.poll(shown).toEqual(flagged)
})

it('asks again for an event that was on its way when it changed, where it came as it was before', async () => {
  const { updates, arrive, shown } = showing(event)
  updates.apply({ kind: 'changed', events: [flagged] })
  arrive()
  await expect.poll(shown).toEqual(flagged)
})

it('asks once for an event that changed on its way, where it came as it is now, or where others changed', async () => {
  for (const changed of [flagged, { ...flagged, id: 'evt_2' }]) {
    const { updates, arrive, shown, queryFn } = showing({ ...flagged, topCause: 'body_bom' })
    updates.apply({ kind: 'changed', events: [{ ...changed, topCause: 'body_bom' }] })
    arrive()
    await expect.poll(shown).toMatchObject({ topCause: 'body_bom' })
    // By the answer to the next change, what was asked for before it has come.
    updates.apply({ kind: 'changed', events: [flagged] })
    await expect.poll(shown).toEqual(flagged)
    expect(queryFn).toHaveBeenCalledTimes(2)
  }
})

it('folds how far replays are into the list and the page, and asks for nothing', () => {
  const client = new QueryClient()
  const one = replayOf({ id: 'rpl_1', delivered: 1 })
  client.setQueryData(['replays'], [one])
  client.setQueryData(['replay', 'rpl_1'], one)
  const updates = new LiveUpdates(client, () => {})
  onTestFinished(() => updates.stop())

  updates.apply({ kind: 'replay', replay: { ...one, delivered: 5 } })
  updates.apply({ kind: 'replay', replay: replayOf({ id: 'rpl_2' }) })
  expect(client.getQueryData(['replays'])).toMatchObject([{ id: 'rpl_2' }, { id: 'rpl_1', delivered: 5 }])
  expect(client.getQueryData(['replay', 'rpl_1'])).toMatchObject({ delivered: 5 })
  expect(client.getQueryData(['replay', 'rpl_2'])).toBeUndefined()
  expect(client.getQueryState(['replays'])?.isInvalidated).toBe(false)
})

it('folds what is said of a replay over an older answer that was on its way', async () => {
  const client = new QueryClient()
  let arrive = () => {}
  const onTheWay = new Promise<object>((resolve) => {
    arrive = () => resolve(replayOf({ id: 'rpl_1', delivered: 1 }))
  })
  const observer = new QueryObserver(client, { queryKey: ['replay', 'rpl_1'], queryFn: () => onTheWay })
  onTestFinished(observer.subscribe(() => {}))
  const updates = new LiveUpdates(client, () => {})
  onTestFinished(() => updates.stop())

  updates.apply({ kind: 'replay', replay: replayOf({ id: 'rpl_1', delivered: 5 }) })
  arrive()
  await expect.poll(() => observer.getCurrentResult().data).toMatchObject({ delivered: 5 })
})
