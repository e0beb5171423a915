import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventSummary } from '../../shared/event.ts'
import type { ServerMessage } from '../../shared/live.ts'
import { LiveConnection, SILENCE_MS } from './connection.ts'
import type { LiveState } from './state.ts'

class Socket {
  readyState = 0
  sent: { kind: string; q: string; after?: number }[] = []
  onopen: () => void = () => {}
  onmessage: (event: { data: string }) => void = () => {}
  onclose: () => void = () => {}

  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.readyState = 3
  }
  opens() {
    this.readyState = 1
    this.onopen()
  }
  says(message: ServerMessage) {
    this.onmessage({ data: JSON.stringify(message) })
  }
  breaks() {
    this.readyState = 3
    this.onclose()
  }
}

const event = (seq: number) => ({ seq }) as EventSummary
const flush = () => vi.advanceTimersByTimeAsync(0)

function connect() {
  const sockets: Socket[] = []
  const states: LiveState[] = []
  const received: number[] = []
  const batches: { q: string; after: number; seq: number }[] = []
  let online = true
  const connection = new LiveConnection({
    open: () => {
      const socket = new Socket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
    onState: (state) => states.push(state),
    onMessage: () => {},
    onBatch: (q, { after, seq }) => batches.push({ q, after, seq }),
    now: Date.now,
    random: () => 1,
    isOnline: () => online,
  })
  const onGap = vi.fn(async (_reset: boolean) => {})
  connection.subscribe({
    q: 'verdict:failed',
    after: 10,
    onEvents: (events) => received.push(...events.map(({ seq }) => seq)),
    onGap,
  })
  connection.start()
  const socket = () => sockets.at(-1) as Socket
  return {
    connection,
    sockets,
    socket,
    states,
    received,
    batches,
    onGap,
    setOnline: (value: boolean) => (online = value),
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', { OPEN: 1 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('LiveConnection', () => {
  it('subscribes behind what the list has seen, and is live once greeted', () => {
    const { socket, states } = connect()
    socket().opens()
    expect(socket().sent).toEqual([{ kind: 'subscribe', q: 'verdict:failed', after: 10 }])
    socket().says({ kind: 'hello', seq: 12 })
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'live'])
  })

  it('resumes behind the last event that it has seen', async () => {
    const { sockets, socket, states } = connect()
    socket().opens()
    socket().says({ kind: 'hello', seq: 10 })
    socket().says({ kind: 'events', seq: 14, events: [event(13)] })
    socket().breaks()
    expect(states.at(-1)?.kind).toBe('reconnecting')
    await vi.advanceTimersByTimeAsync(500)
    expect(sockets).toHaveLength(2)
    socket().opens()
    expect(socket().sent[0]?.after).toBe(14)
  })

  it('tells from where to where the stream is whole', () => {
    const { socket, batches } = connect()
    socket().opens()
    socket().says({ kind: 'hello', seq: 12 })
    socket().says({ kind: 'events', seq: 14, events: [event(13)] })
    socket().says({ kind: 'gap', from: 15, to: 9000 })
    expect(batches).toEqual([
      { q: 'verdict:failed', after: 10, seq: 10 },
      { q: 'verdict:failed', after: 10, seq: 14 },
      { q: 'verdict:failed', after: 9000, seq: 9000 },
    ])
  })

  it('waits longer after each failure and starts over once greeted', async () => {
    const { sockets, socket } = connect()
    socket().breaks()
    await vi.advanceTimersByTimeAsync(500)
    socket().breaks()
    await vi.advanceTimersByTimeAsync(999)
    expect(sockets).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(sockets).toHaveLength(3)
    socket().opens()
    socket().says({ kind: 'hello', seq: 10 })
    socket().breaks()
    await vi.advanceTimersByTimeAsync(500)
    expect(sockets).toHaveLength(4)
  })

  it('ignores events of an older subscription that are still on their way', () => {
    const { connection, socket, received } = connect()
    socket().opens()
    socket().says({ kind: 'hello', seq: 10 })
    const later: number[] = []
    connection.subscribe({
      q: '',
      after: 10,
      onEvents: (events) => later.push(...events.map(({ seq }) => seq)),
      onGap: async () => {},
    })
    socket().says({ kind: 'events', seq: 11, events: [event(11)] })
    socket().says({ kind: 'hello', seq: 11 })
    socket().says({ kind: 'events', seq: 11, events: [event(11)] })
    expect(received).toEqual([])
    expect(later).toEqual([11])
  })

  it('is behind until a gap is fetched', async () => {
    const { socket, states, onGap } = connect()
    socket().opens()
    socket().says({ kind: 'hello', seq: 9000 })
    socket().says({ kind: 'gap', from: 11, to: 9000 })
    expect(states.at(-1)?.kind).toBe('behind')
    expect(onGap).toHaveBeenCalledWith(false)
    await flush()
    expect(states.at(-1)?.kind).toBe('live')
    socket().breaks()
    await vi.advanceTimersByTimeAsync(500)
    socket().opens()
    expect(socket().sent[0]?.after).toBe(9000)
  })

  it('loads all anew from a server whose store is another', async () => {
    const { socket, onGap } = connect()
    socket().opens()
    socket().says({ kind: 'hello', seq: 3 })
    expect(onGap).toHaveBeenCalledWith(true)
  })

  it('takes a line for dead when not even a ping comes', async () => {
    const { socket, states } = connect()
    socket().opens()
    socket().says({ kind: 'hello', seq: 10 })
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1)
    socket().says({ kind: 'ping', seq: 10 })
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1)
    expect(states.at(-1)?.kind).toBe('live')
    await vi.advanceTimersByTimeAsync(1)
    expect(states.at(-1)?.kind).toBe('reconnecting')
  })

  it('tries at once when somebody looks at the page again', () => {
    const { connection, sockets, socket } = connect()
    socket().breaks()
    connection.wake()
    expect(sockets).toHaveLength(2)
  })

  it('says that it is offline, and waits for the network', async () => {
    const { connection, sockets, socket, states, setOnline } = connect()
    socket().opens()
    setOnline(false)
    connection.sleep()
    expect(states.at(-1)?.kind).toBe('offline')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sockets).toHaveLength(1)
    setOnline(true)
    connection.wake()
    expect(sockets).toHaveLength(2)
  })
})
