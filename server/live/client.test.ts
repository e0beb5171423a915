import { expect, it } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import type { ServerMessage } from '../../shared/live.ts'
import { parseQuery } from '../../shared/query/query.ts'
import { LiveClient, type LiveSource, MAX_LAG } from './client.ts'

const all = { text: '', query: parseQuery('') }
const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ seq: from + i }) as EventSummary)

/** A source of events 1…`last`, of which those after `inMemoryAfter` need no store. */
function sourceOf(state: { last: number; inMemoryAfter: number }): LiveSource {
  return {
    lastSeq: () => state.last,
    recentFrame: (_, after) =>
      after < state.inMemoryAfter
        ? null
        : {
            frame: JSON.stringify({ kind: 'events', seq: state.last, events: events(after + 1, state.last) }),
            upTo: state.last,
          },
    stored: async (_, after, limit) => {
      const upTo = Math.min(state.last, after + limit)
      return { events: events(after + 1, upTo), upTo }
    },
  }
}

function connect(state: { last: number; inMemoryAfter: number }) {
  const sent: ServerMessage[] = []
  const socket = {
    bufferedAmount: 0,
    ended: false,
    send: (frame: string) => sent.push(JSON.parse(frame)),
    terminate: () => {
      socket.ended = true
    },
  }
  const client = new LiveClient(socket, sourceOf(state))
  const seqs = () =>
    sent.flatMap((message) => (message.kind === 'events' ? message.events.map(({ seq }) => seq) : []))
  return { client, socket, sent, seqs }
}

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, i) => from + i)

it('fills up from the store, then goes on from memory, without loss or doubles', async () => {
  const state = { last: 1700, inMemoryAfter: 1600 }
  const { client, seqs } = connect(state)
  client.subscribe(all, 0)
  await client.pump()
  state.last = 1800
  await client.pump()
  expect(seqs()).toEqual(upTo(1800))
})

it('begins with the next event when it names no seq', async () => {
  const state = { last: 100, inMemoryAfter: 0 }
  const { client, sent, seqs } = connect(state)
  client.subscribe(all, null)
  await client.pump()
  expect(sent).toEqual([{ kind: 'hello', seq: 100 }])
  state.last = 102
  await client.pump()
  expect(seqs()).toEqual([101, 102])
})

it('sends a reader that does not read nothing, and goes on where it stopped', async () => {
  const state = { last: 10, inMemoryAfter: 0 }
  const { client, socket, seqs } = connect(state)
  client.subscribe(all, 0)
  socket.bufferedAmount = 2 ** 21
  await client.pump()
  expect(seqs()).toEqual([])
  expect(client.isBehind).toBe(true)
  socket.bufferedAmount = 0
  await client.pump()
  expect(seqs()).toEqual(upTo(10))
})

it('tells a reader that fell far behind of the gap, then is live again', async () => {
  const state = { last: 10, inMemoryAfter: 0 }
  const { client, socket, sent, seqs } = connect(state)
  client.subscribe(all, 0)
  await client.pump()
  socket.bufferedAmount = 2 ** 21
  state.last = 10 + MAX_LAG + 1
  await client.pump()
  socket.bufferedAmount = 0
  await client.pump()
  expect(sent.at(-1)).toEqual({ kind: 'gap', from: 11, to: state.last })
  state.last += 2
  await client.pump()
  expect(seqs().slice(10)).toEqual([state.last - 1, state.last])
})

it('takes a seq from the future for now: the store was made anew since', async () => {
  const state = { last: 5, inMemoryAfter: 0 }
  const { client, seqs } = connect(state)
  client.subscribe(all, 900)
  state.last = 7
  await client.pump()
  expect(seqs()).toEqual([6, 7])
})

it('drops a page that was read for a subscription which was replaced meanwhile', async () => {
  const state = { last: 50, inMemoryAfter: 50 }
  const { client, seqs } = connect(state)
  client.subscribe(all, 0)
  const pumping = client.pump()
  client.subscribe({ ...all }, 40)
  await pumping
  await client.pump()
  expect(seqs()).toEqual(upTo(50, 41))
})

it('sends nothing into a full socket, and has the client fetch again once it is read', async () => {
  const { client, socket, sent } = connect({ last: 0, inMemoryAfter: 0 })
  socket.bufferedAmount = 2 ** 21
  client.send({ kind: 'ping', seq: 0 })
  await client.pump()
  expect(sent).toEqual([])
  socket.bufferedAmount = 0
  expect(client.isBehind).toBe(true)
  await client.pump()
  expect(sent).toEqual([{ kind: 'endpoints' }, { kind: 'deleted' }])
  expect(client.isBehind).toBe(false)
})

it('ends a socket that stays full', () => {
  const { client, socket } = connect({ last: 0, inMemoryAfter: 0 })
  socket.bufferedAmount = 2 ** 21
  client.endIfStuck()
  expect(socket.ended).toBe(false)
  client.endIfStuck()
  expect(socket.ended).toBe(true)
})

it('keeps a socket that was full and has been read since', () => {
  const { client, socket } = connect({ last: 0, inMemoryAfter: 0 })
  socket.bufferedAmount = 2 ** 21
  client.endIfStuck()
  socket.bufferedAmount = 0
  client.endIfStuck()
  socket.bufferedAmount = 2 ** 21
  client.endIfStuck()
  expect(socket.ended).toBe(false)
})
