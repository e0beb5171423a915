import type { EventSummary } from '../../shared/event.ts'
import type { EventContent } from '../../shared/query/query.ts'
import { RecentContents } from './recent-contents.ts'

/** Contents are kept of fewer events than summaries are. */
const MAX_CONTENT_BYTES = 16 * 1024 * 1024

/**
 * The newest events in memory, for all clients together: a client is only a cursor into it, so that a slow
 * one costs nothing. What every client has is dropped at once: what lives a second under load becomes old to the
 * garbage collector, which then stops the server again and again. Seqs ascend; some may be missing.
 */
export class RecentEvents {
  readonly #capacity: number
  readonly #contents: RecentContents
  #events: EventSummary[] = []
  /** Every event after this seq is here. */
  #completeAfter: number
  #lastSeq: number

  constructor(lastSeq: number, capacity: number, maxContentBytes = MAX_CONTENT_BYTES) {
    this.#contents = new RecentContents(maxContentBytes)
    this.#completeAfter = lastSeq
    this.#lastSeq = lastSeq
    this.#capacity = capacity
  }

  /** The newest seq. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  push(event: EventSummary, content: EventContent): void {
    this.#events.push(event)
    this.#contents.push(event.seq, content)
    this.#lastSeq = event.seq
    // In large steps: moving the whole array for each event would cost more than the events.
    if (this.#events.length < 2 * this.#capacity) return
    this.#dropOldest(this.#events.length - this.#capacity)
  }

  /** An event with this seq is in the store alone: it must be asked for all up to there. */
  skip(seq: number): void {
    this.#lastSeq = seq
    this.forget()
  }

  /** Every client has been sent what came up to this seq. */
  dropUpTo(seq: number): void {
    this.#dropOldest(this.#firstAfter(seq))
    this.#contents.dropUpTo(seq)
  }

  /** Puts events as they are now in the place of what is held of them. */
  replace(events: EventSummary[]): void {
    for (const event of events) {
      const place = this.#firstAfter(event.seq - 1)
      if (this.#events[place]?.seq === event.seq) this.#events[place] = event
    }
  }

  /** Some of them were deleted: from now on the store must be asked for all that came before. */
  forget(): void {
    this.#events = []
    this.#contents.clear()
    this.#completeAfter = this.#lastSeq
  }

  /** The events after a seq, oldest first, or null when some of them are no longer here. */
  after(seq: number): EventSummary[] | null {
    if (seq < this.#completeAfter) return null
    return this.#events.slice(this.#firstAfter(seq))
  }

  /** Headers and body of an event, or null when they are no longer here. */
  contentOf(seq: number): EventContent | null {
    return this.#contents.get(seq)
  }

  #dropOldest(count: number): void {
    const dropped = this.#events.splice(0, count)
    this.#completeAfter = dropped.at(-1)?.seq ?? this.#completeAfter
  }

  #firstAfter(seq: number): number {
    let [low, high] = [0, this.#events.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#events[middle] as EventSummary).seq <= seq) low = middle + 1
      else high = middle
    }
    return low
  }
}
