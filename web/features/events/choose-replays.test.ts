import { expect, it } from 'vitest'
import { replayOf } from '../../lib/replay-of.ts'
import { chooseReplays } from './choose-replays.ts'

const now = 10_000_000
const ended = (id: string, finishedAt: number) => replayOf({ id, state: 'done', finishedAt })
const idsOf = (seenAt: number, ...replays: ReturnType<typeof replayOf>[]) =>
  chooseReplays(replays, seenAt, now).shown.map(({ id }) => id)

it('shows what is under way, and counts what has no room', () => {
  const some = ['a', 'b', 'c', 'd'].map((id) => replayOf({ id, state: id === 'b' ? 'paused' : 'running' }))
  expect(chooseReplays(some, 0, now)).toEqual({ shown: some.slice(0, 2), more: 2 })
})

it('shows what ended last until it was seen, or is no news any more', () => {
  const [a, b] = [ended('a', now - 9000), ended('b', now - 5000)]
  expect(idsOf(0, a, b, replayOf({ id: 'c' }))).toEqual(['c', 'b'])
  expect(idsOf(now - 5000, a, b)).toEqual([])
  expect(idsOf(0, ended('old', now - 3_700_000))).toEqual([])
})
