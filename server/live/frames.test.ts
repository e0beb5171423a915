import { expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import { parseQuery } from '../../shared/query/query.ts'
import { Frames } from './frames.ts'
import { RecentEvents } from './recent.ts'

const subscription = (text: string) => ({ text, query: parseQuery(text) })

function build(maxContentBytes?: number) {
  const recent = new RecentEvents(0, 100, maxContentBytes)
  const clock = { now: 0 }
  const frames = new Frames(recent, () => clock.now)
  const push = (seq: number, text: string, fields: Partial<EventSummary> = {}) => {
    const body = Buffer.from(text)
    recent.push({ seq, size: body.byteLength, receivedAt: 0, ...fields } as EventSummary, {
      headers: [['X-Seq', String(seq)]],
      body,
    })
  }
  const seqs = (q: string, after = 0) => {
    const built = frames.get(subscription(q), after)
    if (!built?.frame) return built && []
    return JSON.parse(built.frame).events.map(({ seq }: EventSummary) => seq)
  }
  return { frames, clock, push, seqs }
}

it('hold the events whose content matches', () => {
  const { push, seqs } = build()
  push(1, '{"data":{"name":"Ada"}}')
  push(2, '{"data":{"name":"Grace"}}')
  expect(seqs('data.name:ada')).toEqual([1])
  expect(seqs('grace')).toEqual([2])
  expect(seqs('header.x-seq:* -grace', 1)).toEqual([])
})

it('are built once for a filter and a cursor, until something comes', () => {
  const { frames, push } = build()
  push(1, 'Ada')
  const first = frames.get(subscription('ada'), 0)
  expect(frames.get(subscription('ada'), 0)).toBe(first)
  push(2, 'Ada')
  expect(frames.get(subscription('ada'), 0)).not.toBe(first)
})

it('are left to the store where a content is gone, and only for queries that ask for it', () => {
  const { push, seqs } = build(10)
  push(1, 'Ada Lovelace')
  push(2, 'Ada')
  expect(seqs('ada')).toBeNull()
  expect(seqs('ada', 1)).toEqual([2])
  expect(seqs('size:>0')).toEqual([1, 2])
})

it('are left to the store where there is much to look through', () => {
  const { push, seqs } = build()
  push(1, 'Ada'.padEnd(3_000_000))
  expect(seqs('ada')).toBeNull()
  expect(seqs('-verdict:failed')).toEqual([1])
})

it('go with the time', () => {
  const { frames, clock, push, seqs } = build()
  push(1, '', { receivedAt: 1_000_000 })
  clock.now = 1_000_000 + 59_000
  expect(seqs('after:1m')).toEqual([1])
  clock.now += 2000
  frames.clear()
  expect(seqs('after:1m')).toEqual([])
})
