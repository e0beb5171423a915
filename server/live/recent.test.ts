import { expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import { RecentEvents } from './recent.ts'

const event = (seq: number) => ({ seq }) as EventSummary
const content = (bytes = 0) => ({ headers: [], body: new Uint8Array(bytes) })
const seqs = (events: EventSummary[] | null) => events?.map(({ seq }) => seq) ?? null

it('gives the events after a seq, oldest first, also where seqs are missing', () => {
  const recent = new RecentEvents(10, 100)
  for (const seq of [11, 13, 17]) recent.push(event(seq), content())
  expect(seqs(recent.after(10))).toEqual([11, 13, 17])
  expect(seqs(recent.after(12))).toEqual([13, 17])
  expect(seqs(recent.after(13))).toEqual([17])
  expect(seqs(recent.after(17))).toEqual([])
  expect(recent.lastSeq).toBe(17)
})

it('does not claim to know what came before it', () => {
  const recent = new RecentEvents(10, 100)
  expect(recent.after(9)).toBeNull()
  expect(seqs(recent.after(10))).toEqual([])
})

it('holds events as they were last told, those that it still has', () => {
  const recent = new RecentEvents(10, 100)
  for (const seq of [11, 13]) recent.push(event(seq), content())
  const explained = { seq: 13, topCause: 'body_newlines' } as EventSummary
  recent.replace([{ seq: 4 } as EventSummary, { seq: 12 } as EventSummary, explained])
  expect(recent.after(10)).toEqual([event(11), explained])
})

it('is asked no more for what came before it was told to forget', () => {
  const recent = new RecentEvents(0, 100)
  for (const seq of [1, 2, 3]) recent.push(event(seq), content())
  recent.forget()
  expect(recent.after(2)).toBeNull()
  recent.push(event(4), content())
  expect(seqs(recent.after(3))).toEqual([4])
  expect(recent.lastSeq).toBe(4)
})

it('drops what everybody has, and leaves those to the store who ask for it after all', () => {
  const recent = new RecentEvents(0, 100)
  for (const seq of [1, 2, 4]) recent.push(event(seq), content(10))
  recent.dropUpTo(3)
  expect(seqs(recent.after(2))).toEqual([4])
  expect(recent.after(1)).toBeNull()
  expect([2, 4].map((seq) => recent.contentOf(seq)?.body.length ?? null)).toEqual([null, 10])
  recent.dropUpTo(4)
  expect(seqs(recent.after(4))).toEqual([])
  recent.push(event(5), content())
  expect(seqs(recent.after(4))).toEqual([5])
})

it('forgets the oldest beyond its capacity, and says so', () => {
  const recent = new RecentEvents(0, 5)
  for (let seq = 1; seq <= 1000; seq++) recent.push(event(seq), content())
  expect(recent.after(500)).toBeNull()
  expect(seqs(recent.after(995))).toEqual([996, 997, 998, 999, 1000])
})

it('keeps the contents of the newest events, as many as it may hold', () => {
  const recent = new RecentEvents(0, 100, 1000)
  for (const seq of [1, 2, 3]) recent.push(event(seq), content(400))
  expect([1, 2, 3].map((seq) => recent.contentOf(seq)?.body.byteLength ?? null)).toEqual([null, 400, 400])
  recent.push(event(4), content(1001))
  expect([2, 3, 4].map((seq) => recent.contentOf(seq))).toEqual([null, null, null])
  expect(seqs(recent.after(0))).toEqual([1, 2, 3, 4])
  recent.push(event(5), content(400))
  recent.forget()
  expect(recent.contentOf(5)).toBeNull()
})
