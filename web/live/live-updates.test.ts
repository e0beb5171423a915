import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it, onTestFinished, vi } from 'vitest'
import { replayOf } from '../lib/replay-of.ts'
import { LiveUpdates } from './live-updates.ts'

it('asks again for an event that was on its way when the secrets changed', async () => {
  const client = new QueryClient()
  let answer: (event: string) => void = () => {}
  const first = new Promise<string>((resolve) => {
    answer = resolve
  })
  const queryFn = vi.fn(async () => 'as it is now').mockReturnValueOnce(first)
  const observer = new QueryObserver(client, { queryKey: ['event', 'evt_1'], queryFn, staleTime: Infinity })
  onTestFinished(observer.subscribe(() => {}))
  const updates = new LiveUpdates(client, () => {})
  onTestFinished(() => updates.stop())

  updates.apply({ kind: 'endpoints' })
  answer('as it was')
  await expect.poll(() => observer.getCurrentResult().data).toBe('as it is now')
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
