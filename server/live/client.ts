import type { EventSummary } from '../../shared/event.ts'
import type { ServerMessage } from '../../shared/live.ts'
import type { Query } from '../../shared/query/query.ts'
import type { PageAfter } from '../store/event-store.ts'

export type ReverifyMessage = Extract<ServerMessage, { kind: 'reverify' }>

/** What the hub needs of a socket. */
export interface LiveSocket {
  send(frame: string): void
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number
  /** Ends the connection without ceremony. */
  terminate(): void
}

/** Where a client takes its events from. */
export interface LiveSource {
  lastSeq(): number
  /** The frame with the recent events after the cursor, or null when they are no longer in memory. */
  recentFrame(subscription: Subscription, after: number): { frame: string | null; upTo: number } | null
  stored(query: Query, after: number, limit: number): Promise<PageAfter>
}

/** `text` names equal filters: clients that share it share their frames. */
export interface Subscription {
  text: string
  query: Query
}

/** A client that has this much unsent gets nothing more until it has read. */
const MAX_BUFFERED_BYTES = 1024 * 1024
/** A client that is further behind fetches pages instead. */
export const MAX_LAG = 5000
const BACKFILL_PAGE = 500

/** One socket: a filter and a cursor. It holds no events of its own. */
export class LiveClient {
  readonly #socket: LiveSocket
  readonly #source: LiveSource
  #subscription: Subscription | null = null
  #cursor = 0
  #pumping = false
  #wasFull = false
  #missed = false

  constructor(socket: LiveSocket, source: LiveSource) {
    this.#socket = socket
    this.#source = source
  }

  /** Whether there is something that it has not been sent. */
  get isBehind(): boolean {
    return this.#missed || this.#lacksEvents
  }

  /** The seq up to which it has been sent everything; null: it has asked for nothing yet. */
  get sentUpTo(): number | null {
    return this.#subscription === null ? null : this.#cursor
  }

  subscribe(subscription: Subscription, after: number | null): void {
    const lastSeq = this.#source.lastSeq()
    this.#subscription = subscription
    // A cursor from another store's life would wait for events that were sent long ago.
    this.#cursor = after === null ? lastSeq : Math.min(after, lastSeq)
    this.send({ kind: 'hello', seq: lastSeq })
  }

  /** Sends a message at once; into a full socket nothing, but the client is told later to fetch again. */
  send(message: ServerMessage): void {
    if (this.#isFull) this.#missed = true
    else this.#socket.send(JSON.stringify(message))
  }

  /** Sends events as they are now. A page being read may hold them as they were: it is to be fetched again. */
  sendChanged(events: EventSummary[]): void {
    if (this.#pumping) this.#missed = true
    else this.send({ kind: 'changed', events })
  }

  /** Sends how far a run is that changes stored events; what holds of a page being read, see `sendChanged`. */
  sendReverify(message: ReverifyMessage): void {
    if (this.#pumping) this.#missed = true
    this.send(message)
  }

  end(): void {
    this.#socket.terminate()
  }

  /** Called at intervals: ends a connection whose other side has not read anything since the last call. */
  endIfStuck(): void {
    if (this.#isFull && this.#wasFull) this.end()
    this.#wasFull = this.#isFull
  }

  /** Sends what there is, as far as the socket takes it. Backfill and live are one: only the source differs. */
  async pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#lacksEvents && !this.#isFull) await this.#step()
      if (this.#missed && !this.#isFull) this.#catchUp()
    } finally {
      this.#pumping = false
    }
  }

  #catchUp(): void {
    this.#missed = false
    this.send({ kind: 'endpoints' })
    this.send({ kind: 'deleted' })
  }

  get #lacksEvents(): boolean {
    return this.#subscription !== null && this.#cursor < this.#source.lastSeq()
  }

  get #isFull(): boolean {
    return this.#socket.bufferedAmount >= MAX_BUFFERED_BYTES
  }

  async #step(): Promise<void> {
    const subscription = this.#subscription as Subscription
    const lastSeq = this.#source.lastSeq()
    if (lastSeq - this.#cursor > MAX_LAG) {
      this.send({ kind: 'gap', from: this.#cursor + 1, to: lastSeq })
      this.#cursor = lastSeq
      return
    }
    const recent = this.#source.recentFrame(subscription, this.#cursor)
    if (recent) {
      if (recent.frame !== null) this.#socket.send(recent.frame)
      this.#cursor = recent.upTo
      return
    }
    const { events, upTo } = await this.#source.stored(subscription.query, this.#cursor, BACKFILL_PAGE)
    // While the page was read the client may have subscribed to something else.
    if (subscription !== this.#subscription) return
    if (events.length > 0) this.send({ kind: 'events', seq: upTo, events })
    this.#cursor = Math.max(this.#cursor, upTo)
  }
}
