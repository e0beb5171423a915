import type { EventSummary } from '../../shared/event.ts'
import type { ClientMessage, ServerMessage } from '../../shared/live.ts'
import { backoffMs } from './backoff.ts'
import { readMessage } from './message.ts'
import type { LiveState } from './state.ts'

/** The server pings every 15 s; after this long without a sound the line is dead. */
export const SILENCE_MS = 35_000

export interface Subscription {
  q: string
  /** The newest seq already seen; null: begin with the next event. */
  after: number | null
  onEvents(events: EventSummary[], seq: number): void
  /**
   * Fetches what the stream left out; the connection counts as behind until it is done. `reset`: the
   * server's newest event is older than what was seen here, so its store is another or was cut.
   */
  onGap(reset: boolean): Promise<unknown>
}

/** What the connection does not use up itself. */
export type LiveNews = Exclude<ServerMessage, { kind: 'hello' | 'events' | 'gap' | 'error' }>

export interface ConnectionOptions {
  open(): WebSocket
  onState(state: LiveState): void
  onMessage(message: LiveNews): void
  /** Everything that matches `q`, from behind `after` up to `seq`. */
  onBatch(q: string, batch: { events: EventSummary[]; after: number; seq: number }): void
  now(): number
  random(): number
  isOnline(): boolean
}

/** One socket to `/api/live`: reconnects, and resumes by seq without loss or doubles. */
export class LiveConnection {
  private readonly options: ConnectionOptions
  private socket: WebSocket | null = null
  private subscription: Subscription | null = null
  private attempt = 0
  private heardAt: number | null = null
  /** Answers to `subscribe` still to come: until the last one, events belong to an older subscription. */
  private awaited = 0
  private gaps = 0
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private silenceTimer: ReturnType<typeof setTimeout> | undefined
  private closed = false

  constructor(options: ConnectionOptions) {
    this.options = options
  }

  start(): void {
    this.closed = false
    this.options.onState({ kind: 'connecting' })
    this.connect()
  }

  stop(): void {
    this.closed = true
    clearTimeout(this.retryTimer)
    this.drop()
  }

  /** Replaces what is streamed. */
  subscribe(subscription: Subscription): void {
    this.subscription = subscription
    if (this.socket?.readyState === WebSocket.OPEN) this.sendSubscribe(this.socket)
  }

  /** Tries at once: the network is back, or somebody looks at the page again. */
  wake(): void {
    if (this.closed) return
    const silentMs = this.heardAt === null ? 0 : this.options.now() - this.heardAt
    if (this.socket !== null && silentMs < SILENCE_MS) return
    this.drop()
    this.attempt = 0
    this.connect()
  }

  /** The network is gone: say so at once instead of waiting for the silence. */
  sleep(): void {
    if (this.closed) return
    this.drop()
    this.retryLater()
  }

  private connect(): void {
    clearTimeout(this.retryTimer)
    const socket = this.options.open()
    this.socket = socket
    this.awaited = 0
    this.gaps = 0
    this.expectSound()
    socket.onopen = () => this.sendSubscribe(socket)
    socket.onmessage = (event) => {
      if (this.socket === socket) this.receive(event.data)
    }
    socket.onclose = () => {
      if (this.socket !== socket) return
      this.drop()
      this.retryLater()
    }
  }

  private sendSubscribe(socket: WebSocket): void {
    const { q, after } = this.subscription ?? { q: '', after: null }
    const message: ClientMessage = { kind: 'subscribe', q, ...(after === null ? {} : { after }) }
    this.awaited++
    socket.send(JSON.stringify(message))
  }

  private receive(data: unknown): void {
    this.heardAt = this.options.now()
    this.expectSound()
    const message = readMessage(data)
    if (message === null) return
    switch (message.kind) {
      case 'hello':
        this.awaited--
        this.attempt = 0
        this.greet(message.seq)
        break
      case 'events':
        if (this.awaited > 0 || this.subscription === null) break
        this.options.onBatch(this.subscription.q, {
          events: message.events,
          after: this.subscription.after ?? 0,
          seq: message.seq,
        })
        this.subscription.after = Math.max(this.subscription.after ?? 0, message.seq)
        this.subscription.onEvents(message.events, message.seq)
        break
      case 'gap':
        if (this.awaited > 0) break
        if (this.subscription !== null) this.tellPlace(this.subscription.q, message.to)
        this.catchUp(message.to, false)
        break
      case 'error':
        // The subscription was not understood, so nothing comes: say so, and try again later.
        this.drop()
        this.retryLater()
        break
      default:
        this.options.onMessage(message)
    }
  }

  private greet(seq: number): void {
    const { subscription } = this
    if (this.awaited === 0 && subscription !== null) {
      if (subscription.after !== null && seq < subscription.after) {
        subscription.after = seq
        this.catchUp(seq, true)
        return
      }
      subscription.after ??= seq
      this.tellPlace(subscription.q, subscription.after)
    }
    if (this.gaps === 0) this.options.onState({ kind: 'live' })
  }

  /** The stream goes on behind `seq`, whatever was heard before. */
  private tellPlace(q: string, seq: number): void {
    this.options.onBatch(q, { events: [], after: seq, seq })
  }

  private catchUp(to: number, reset: boolean): void {
    const { subscription, socket } = this
    if (subscription === null) return
    this.gaps++
    this.options.onState({ kind: 'behind' })
    subscription.onGap(reset).then(
      () => {
        if (this.socket !== socket) return
        subscription.after = Math.max(subscription.after ?? 0, to)
        if (--this.gaps === 0) this.options.onState({ kind: 'live' })
      },
      // Not caught up: begin anew, from the last seq that was seen.
      () => this.socket === socket && socket?.close(),
    )
  }

  private expectSound(): void {
    clearTimeout(this.silenceTimer)
    this.silenceTimer = setTimeout(() => {
      this.drop()
      this.retryLater()
    }, SILENCE_MS)
  }

  private retryLater(): void {
    if (this.closed) return
    clearTimeout(this.retryTimer)
    const asOf = this.heardAt
    if (!this.options.isOnline()) {
      this.options.onState({ kind: 'offline', asOf })
      return
    }
    const waitMs = backoffMs(++this.attempt, this.options.random())
    this.options.onState({ kind: 'reconnecting', retryAt: this.options.now() + waitMs, asOf })
    this.retryTimer = setTimeout(() => this.connect(), waitMs)
  }

  private drop(): void {
    clearTimeout(this.silenceTimer)
    const { socket } = this
    this.socket = null
    socket?.close()
  }
}
