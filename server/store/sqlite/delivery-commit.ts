import type { DeliveryRecord, Outcome } from '../delivery-store.ts'
import { StoreUnavailableError } from '../errors.ts'
import { toDelivery } from '../queries/deliveries.ts'
import type { Connection } from './connection.ts'
import type { DeliveryWriter } from './delivery-writer.ts'
import { isUnavailable } from './errors.ts'

/** More would hold up senders of events. */
const MAX_BATCH = 128
/** How long an end may wait for others to be stored with it: nobody waits for one as senders wait for an event. */
const GATHER_MS = 5

interface Pending {
  run: () => unknown
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

/** What ends and what is taken up shortly after another shares one transaction and one fsync. */
export class DeliveryCommit {
  readonly #writer: DeliveryWriter
  readonly #transaction: (batch: Pending[]) => unknown[]
  #queue: Pending[] = []
  #timer: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined

  constructor({ raw }: Connection, writer: DeliveryWriter) {
    this.#writer = writer
    this.#transaction = raw.transaction((batch: Pending[]) => batch.map(({ run }) => run())).immediate
  }

  finish(outcome: Outcome): Promise<void> {
    const stored = this.#add(() => this.#writer.finish(outcome))
    this.#gather()
    return stored
  }

  claim(route: string, limit: number, now: number, canWait: boolean): Promise<DeliveryRecord[]> {
    const claimed = this.#add(() => this.#writer.claim(route, limit, now).map(toDelivery))
    if (canWait) this.#gather()
    else this.#soon()
    return claimed
  }

  /** Writes everything that is queued, now. */
  flush(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#immediate)
    this.#timer = undefined
    this.#immediate = undefined
    while (this.#queue.length > 0) this.#write(this.#queue.splice(0, MAX_BATCH))
  }

  #add<T>(run: () => T): Promise<T> {
    return new Promise((resolve, reject) => this.#queue.push({ run, resolve, reject }))
  }

  #gather(): void {
    if (this.#queue.length >= MAX_BATCH) this.#soon()
    else this.#timer ??= setTimeout(() => this.flush(), GATHER_MS)
  }

  #soon(): void {
    this.#immediate ??= setImmediate(() => this.flush())
  }

  #write(batch: Pending[]): void {
    try {
      const values = this.#transaction(batch)
      for (const [i, { resolve }] of batch.entries()) resolve(values[i] as never)
    } catch (error) {
      if (batch.length > 1 && !isUnavailable(error)) {
        // One that cannot be stored must not take its neighbours along.
        for (const one of batch) this.#write([one])
      } else {
        const reason = isUnavailable(error) ? new StoreUnavailableError(error) : error
        for (const { reject } of batch) reject(reason)
      }
    }
  }
}
