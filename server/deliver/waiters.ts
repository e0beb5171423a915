import type { AttemptRecord } from '../store/delivery-store.ts'

type Resolve = (attempt: AttemptRecord | null) => void

/** Whoever waits for the next attempt of a delivery: a sender that is answered by a target, a test. */
export class Waiters {
  readonly #waiting = new Map<string, Set<Resolve>>()

  /** Ids of the deliveries that somebody waits for. */
  get ids(): string[] {
    return [...this.#waiting.keys()]
  }

  /** Resolves with the attempt; null: it did not come in time, or there will be none. */
  next(deliveryId: string, timeoutMs: number): Promise<AttemptRecord | null> {
    return new Promise((resolve) => {
      const done: Resolve = (attempt) => {
        clearTimeout(timer)
        this.#forget(deliveryId, done)
        resolve(attempt)
      }
      const timer = setTimeout(done, timeoutMs, null)
      const waiting = this.#waiting.get(deliveryId) ?? new Set()
      this.#waiting.set(deliveryId, waiting.add(done))
    })
  }

  /** Tells all that wait for this delivery. */
  tell(deliveryId: string, attempt: AttemptRecord | null): void {
    for (const done of [...(this.#waiting.get(deliveryId) ?? [])]) done(attempt)
  }

  tellAllNothing(): void {
    for (const id of this.ids) this.tell(id, null)
  }

  #forget(deliveryId: string, done: Resolve): void {
    const waiting = this.#waiting.get(deliveryId)
    waiting?.delete(done)
    if (waiting?.size === 0) this.#waiting.delete(deliveryId)
  }
}
