import { expect, it } from 'vitest'
import type { EventSummary } from '../../../shared/event.ts'
import { layOut } from './lanes.ts'

let seq = 0
const event = (type: string, kind: string, id: string, receivedAt: number, about = id) =>
  ({
    seq: ++seq,
    id: `evt_${seq}`,
    type,
    entity: { kind, id },
    about,
    receivedAt,
    verdict: 'verified',
    flags: [],
  }) as unknown as EventSummary

it('gives every entity a lane, and every moment a column with what came then', () => {
  const { lanes, chapters } = layOut([
    event('team.created', 'team', 't1', 1000),
    event('user.created', 'user', 'u1', 1200, 'Ada'),
    event('user.updated', 'user', 'u1', 9_000_000, 'Ada L.'),
  ])
  expect(lanes.map(({ name }) => name)).toEqual(['t1', 'Ada L.'])
  expect(chapters.map(({ story, moments }) => [story.title, moments.length])).toEqual([
    ['Sign-up', 1],
    ['User changed', 1],
  ])
  expect(chapters[0]?.moments[0]?.byLane.size).toBe(2)
  expect(chapters[1]?.moments[0]?.gapMs).toBe(9_000_000 - 1200)
})

it('lays out nothing of events that are about nothing', () => {
  expect(layOut([{ entity: null } as EventSummary])).toEqual({ lanes: [], chapters: [] })
})
