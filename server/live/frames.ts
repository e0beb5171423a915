import type { EventSummary } from '../../shared/event.ts'
import type { ServerMessage } from '../../shared/live.ts'
import {
  everything,
  type Matchable,
  matchable,
  matchableSummary,
  matchEvent,
  needsContent,
} from '../../shared/query/query.ts'
import type { Subscription } from './client.ts'
import type { RecentEvents } from './recent.ts'

/** Frames that look into more than this are left to the store, whose reader holds nobody up. */
const MAX_MATCHED_BYTES = 2 * 1024 * 1024

export interface Frame {
  /** Null: nothing matches. */
  frame: string | null
  upTo: number
}

/** Frames of recent events, each built once for all clients with the same filter and cursor. */
export class Frames {
  readonly #recent: RecentEvents
  readonly #now: () => number
  readonly #built = new Map<string, Frame>()
  /** Shared by all filters, so that each body is read once. */
  readonly #matchables = new Map<number, Matchable>()

  constructor(recent: RecentEvents, now: () => number) {
    this.#recent = recent
    this.#now = now
  }

  /** The frame with the events after a seq; null when the store must be asked for some of them. */
  get(subscription: Subscription, after: number): Frame | null {
    const key = `${after} ${subscription.text}`
    const known = this.#built.get(key)
    if (known?.upTo === this.#recent.lastSeq) return known
    const built = this.#build(subscription, after)
    if (built) this.#built.set(key, built)
    return built
  }

  /** Time has passed, or events have changed. */
  clear(): void {
    this.#built.clear()
    this.#matchables.clear()
  }

  #build({ query }: Subscription, after: number): Frame | null {
    const recent = this.#recent.after(after)
    if (!recent || (needsContent(query) && !this.#hasContents(recent))) return null
    const now = this.#now()
    const events =
      query === everything ? recent : recent.filter((event) => matchEvent(query, this.#matchable(event), now))
    const upTo = this.#recent.lastSeq
    const message: ServerMessage = { kind: 'events', seq: upTo, events }
    return { frame: events.length > 0 ? JSON.stringify(message) : null, upTo }
  }

  #hasContents(events: EventSummary[]): boolean {
    const bytes = events.reduce((sum, { size }) => sum + size, 0)
    return bytes <= MAX_MATCHED_BYTES && events.every(({ seq }) => this.#recent.contentOf(seq) !== null)
  }

  #matchable(event: EventSummary): Matchable {
    const known = this.#matchables.get(event.seq)
    if (known) return known
    const content = this.#recent.contentOf(event.seq)
    const made = content ? matchable(event, () => content) : matchableSummary(event)
    this.#matchables.set(event.seq, made)
    return made
  }
}
