import type { ServerMessage } from '../../shared/live.ts'

/** Events that one message names. */
const MAX_NAMED = 500

/** Gathers what changed of deliveries, until it is told. */
export class DeliveryNews {
  #eventIds = new Set<string>()
  #targetIds = new Set<string>()
  /** Too many events to name: whoever shows any fetches them again. */
  #many = false

  /** A delivery of this event, to this target; null: of none. */
  one(eventId: string | null, targetId: string | null): void {
    if (eventId !== null && this.#eventIds.size < MAX_NAMED) this.#eventIds.add(eventId)
    else if (eventId !== null) this.#many ||= !this.#eventIds.has(eventId)
    if (targetId !== null) this.#targetIds.add(targetId)
  }

  /** Deliveries of many events. */
  many(targetId: string): void {
    this.#many = true
    this.#targetIds.add(targetId)
  }

  /** Gives what was gathered, and forgets it. `changedIds`: of events whose rows look different now; null: of many. */
  take(): { message: ServerMessage; changedIds: string[] | null } {
    const changedIds = this.#many ? null : [...this.#eventIds]
    const targetIds = [...this.#targetIds]
    this.#eventIds = new Set()
    this.#targetIds = new Set()
    this.#many = false
    return { message: { kind: 'deliveries', eventIds: changedIds, targetIds }, changedIds }
  }
}
