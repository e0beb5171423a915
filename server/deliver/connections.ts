import type { Connection } from './connection.ts'

const MAX_IDLE = 256
/** As many as a target may have requests in flight. */
const MAX_IDLE_PER_ORIGIN = 100

/** Connections that rest until the next request to their origin. */
export class Connections {
  readonly #idle = new Map<string, Connection[]>()
  #count = 0
  #closed = false

  /** The one that was used last, for it is the likeliest to be alive; null: a new one is needed. */
  take(origin: string): Connection | null {
    const list = this.#idle.get(origin)
    while (list && list.length > 0) {
      const connection = list.pop() as Connection
      this.#count--
      if (list.length === 0) this.#idle.delete(origin)
      if (connection.isAlive) return connection
    }
    return null
  }

  /** Its request is answered, whole. */
  release(connection: Connection): void {
    if (!connection.isAlive) return
    const list = this.#idle.get(connection.origin)
    if (this.#closed || this.#count >= MAX_IDLE || (list && list.length >= MAX_IDLE_PER_ORIGIN)) {
      connection.destroy(new Error('not needed'))
      return
    }
    if (list) list.push(connection)
    else this.#idle.set(connection.origin, [connection])
    this.#count++
  }

  /** A connection that rests was closed, by either side. */
  forget(connection: Connection): void {
    const list = this.#idle.get(connection.origin)
    const at = list?.indexOf(connection) ?? -1
    if (!list || at === -1) return
    list.splice(at, 1)
    this.#count--
    if (list.length === 0) this.#idle.delete(connection.origin)
  }

  /** How many rest. */
  get size(): number {
    return this.#count
  }

  close(): void {
    this.#closed = true
    for (const list of this.#idle.values()) {
      for (const connection of list) connection.destroy(new Error('closed'))
    }
    this.#idle.clear()
    this.#count = 0
  }
}
