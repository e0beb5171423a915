import type { Statement } from 'better-sqlite3'
import type { Insertable } from 'kysely'
import { EventIdTakenError, StoreUnavailableError } from '../errors.ts'
import type { NewEvent } from '../event-store.ts'
import { headersToText } from '../queries/events.ts'
import type { Schema } from '../schema.ts'
import type { Connection } from './connection.ts'
import type { DeliveryWriter } from './delivery-writer.ts'
import { isIdTaken, isUnavailable } from './errors.ts'
import { driftValues, INSERT_DRIFT } from './schemas.ts'
import { type Counted, Tallies } from './tallies.ts'

/** More would hold up the event loop longer than a sender should wait. */
const MAX_BATCH = 256

interface Pending {
  event: NewEvent
  resolve: (seq: number) => void
  reject: (error: unknown) => void
}

/**
 * Writes events so that those which arrive in the same turn of the event loop share one transaction and one
 * fsync. A timer instead of `setImmediate` would double the time that a sender waits and gain nothing.
 */
export class GroupCommit {
  readonly #transaction: (batch: Pending[], first: number) => void
  readonly #insertEvent: Statement
  readonly #insertContent: Statement
  readonly #tallies: Tallies
  readonly #deliveries: DeliveryWriter
  readonly #insertDrift: Statement
  readonly #onCommit: () => void
  #queue: Pending[] = []
  #scheduled = false
  #lastSeq: number

  /** `onCommit` hears that events were stored. */
  constructor(connection: Connection, deliveries: DeliveryWriter, onCommit: () => void) {
    const { raw } = connection
    this.#transaction = raw.transaction((batch: Pending[], first: number) => {
      this.#insertAll(batch, first)
    }).immediate
    this.#insertEvent = raw.prepare(insertEventSql(connection))
    this.#insertContent = raw.prepare('insert into event_contents (seq, headers, body) values (?, ?, ?)')
    this.#tallies = new Tallies(raw)
    this.#insertDrift = raw.prepare(INSERT_DRIFT)
    this.#deliveries = deliveries
    this.#onCommit = onCommit
    this.#lastSeq = raw
      .prepare<[], number>('select max((select coalesce(max(seq), 0) from events), seq) from deleted_seq')
      .pluck()
      .get() as number
  }

  /** The seq of the newest event ever stored. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** See `EventStore.append`. */
  append(event: NewEvent): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ event, resolve, reject })
      this.#schedule()
    })
  }

  /** Writes everything that is queued, now. */
  flush(): void {
    while (this.#queue.length > 0) this.#commitBatch()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (this.#queue.length > 0) this.#commitBatch()
      if (this.#queue.length > 0) this.#schedule()
    })
  }

  #commitBatch(): void {
    const batch = this.#queue.splice(0, MAX_BATCH)
    try {
      const seqs = this.#write(batch)
      for (const [i, pending] of batch.entries()) pending.resolve(seqs[i] as number)
    } catch (error) {
      if (isUnavailable(error)) {
        for (const pending of batch) pending.reject(new StoreUnavailableError(error))
      } else {
        this.#commitOneByOne(batch)
      }
    }
  }

  /** One event that cannot be written must not take its neighbours along. */
  #commitOneByOne(batch: Pending[]): void {
    for (const pending of batch) {
      try {
        pending.resolve(this.#write([pending])[0] as number)
      } catch (error) {
        if (isUnavailable(error)) pending.reject(new StoreUnavailableError(error))
        else pending.reject(isIdTaken(error) ? new EventIdTakenError() : error)
      }
    }
  }

  #write(batch: Pending[]): number[] {
    const first = this.#lastSeq + 1
    this.#transaction(batch, first)
    this.#lastSeq += batch.length
    this.#onCommit()
    return batch.map((_, i) => first + i)
  }

  #insertAll(batch: Pending[], first: number): void {
    for (const [i, { event }] of batch.entries()) {
      this.#insertEvent.run(eventValues(event, first + i))
      this.#insertContent.run(first + i, headersToText(event.headers), event.body)
      for (const field of event.drifted) this.#insertDrift.run(driftValues(event, field))
      for (const delivery of event.deliveries ?? []) this.#deliveries.insert(delivery, first + i)
    }
    const events = batch.map(({ event }) => event)
    this.#tallies.add(events.map(counted))
    this.#tallies.place(first, events)
  }
}

function counted({ endpointId, receivedAt, type, verdict, body }: NewEvent): Counted {
  return { endpointId, receivedAt, type, verdict, size: body.byteLength }
}

const columns = [
  'seq',
  'id',
  'endpoint_id',
  'received_at',
  'method',
  'path',
  'query',
  'http_version',
  'remote_address',
  'content_type',
  'size',
  'message_id',
  'sent_at',
  'type',
  'entity_kind',
  'entity_id',
  'about',
  'verdict',
  'verified_by',
  'verified_position',
  'schema_state',
] as const satisfies (keyof Schema['events'])[]

function insertEventSql({ db }: Connection): string {
  const row = Object.fromEntries(columns.map((column) => [column, null]))
  return db
    .insertInto('events')
    .values(row as unknown as Insertable<Schema['events']>)
    .compile().sql
}

/** In the order of `columns`. */
function eventValues(event: NewEvent, seq: number): unknown[] {
  return [
    seq,
    event.id,
    event.endpointId,
    event.receivedAt,
    event.method,
    event.path,
    event.query,
    event.httpVersion,
    event.remoteAddress,
    event.contentType,
    event.body.byteLength,
    event.messageId,
    event.sentAt,
    event.type,
    event.entity?.kind ?? null,
    event.entity?.id ?? null,
    event.about,
    event.verdict,
    event.verifiedBy?.secretId ?? null,
    event.verifiedBy?.position ?? null,
    event.schema,
  ]
}
