import type { Statement } from 'better-sqlite3'
import { type Verdict, verdicts } from '../../../shared/verdict.ts'
import { headersToText } from '../queries/events.ts'
import type { NewEvent } from '../store.ts'
import { StoreUnavailableError } from '../store.ts'
import type { Connection } from './connection.ts'
import { isUnavailable } from './errors.ts'

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
  readonly #connection: Connection
  readonly #insertEvent: Statement
  readonly #insertContent: Statement
  readonly #addCount: Record<Verdict, Statement>
  #queue: Pending[] = []
  #scheduled = false
  #lastSeq: number

  constructor(connection: Connection) {
    const { raw, db } = connection
    this.#connection = connection
    this.#insertEvent = raw.prepare(db.insertInto('events').values(eventRow(blank)).compile().sql)
    this.#insertContent = raw.prepare(
      db.insertInto('event_contents').values({ seq: 0, headers: '', body: blank.body }).compile().sql,
    )
    this.#addCount = Object.fromEntries(
      verdicts.map((verdict) => [
        verdict,
        raw.prepare(`update endpoints set ${verdict} = ${verdict} + ? where id = ?`),
      ]),
    ) as Record<Verdict, Statement>
    this.#lastSeq =
      raw.prepare<[], number>("select seq from sqlite_sequence where name = 'events'").pluck().get() ?? 0
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
        pending.reject(isUnavailable(error) ? new StoreUnavailableError(error) : error)
      }
    }
  }

  #write(batch: Pending[]): number[] {
    const seqs = this.#connection.raw
      .transaction(() => {
        const inserted = batch.map(({ event }) => this.#insert(event))
        this.#count(batch)
        return inserted
      })
      .immediate()
    this.#lastSeq = seqs.at(-1) ?? this.#lastSeq
    return seqs
  }

  #insert(event: NewEvent): number {
    const seq = Number(this.#insertEvent.run(...Object.values(eventRow(event))).lastInsertRowid)
    this.#insertContent.run(seq, headersToText(event.headers), event.body)
    return seq
  }

  #count(batch: Pending[]): void {
    const added = new Map<string, { endpointId: string; verdict: Verdict; count: number }>()
    for (const { event } of batch) {
      const key = `${event.endpointId} ${event.verdict}`
      const entry = added.get(key)
      if (entry) entry.count++
      else added.set(key, { endpointId: event.endpointId, verdict: event.verdict, count: 1 })
    }
    for (const { endpointId, verdict, count } of added.values())
      this.#addCount[verdict].run(count, endpointId)
  }
}

/** The columns in the order of the prepared statement, which is made from this very function. */
function eventRow(event: NewEvent) {
  return {
    id: event.id,
    endpoint_id: event.endpointId,
    received_at: event.receivedAt,
    method: event.method,
    path: event.path,
    query: event.query,
    http_version: event.httpVersion,
    remote_address: event.remoteAddress,
    content_type: event.contentType,
    size: event.body.byteLength,
    message_id: event.messageId,
    sent_at: event.sentAt,
    type: event.type,
    entity_kind: event.entity?.kind ?? null,
    entity_id: event.entity?.id ?? null,
    about: event.about,
    verdict: event.verdict,
    verified_by: event.verifiedBy,
  }
}

const blank: NewEvent = {
  id: '',
  endpointId: '',
  receivedAt: 0,
  method: '',
  path: '',
  query: '',
  httpVersion: '',
  remoteAddress: '',
  headers: [],
  body: new Uint8Array(),
  contentType: null,
  messageId: null,
  sentAt: null,
  type: null,
  entity: null,
  about: null,
  verdict: 'unsigned',
  verifiedBy: null,
}
