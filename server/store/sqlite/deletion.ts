import type { Statement } from 'better-sqlite3'
import { type Amount, goes, type Retention } from '../../../shared/retention.ts'
import { EVENTS_PER_BLOCK } from '../schema.ts'
import { type Connection, run } from './connection.ts'
import { inSlices, Pace } from './pace.ts'
import { type Counted, Tallies } from './tallies.ts'

/** Rows that are read together to be deleted one after the other. */
const PAGE = 500
/** Work that nobody waits for rests this many times as long as it works; other work as long. */
const BACKGROUND_REST = 3

/** Deletes events, and whatever is counted of them, on the connection that writes. */
export class Deletion {
  readonly #connection: Connection
  readonly #pace = new Pace()
  readonly #tallies: Tallies
  readonly #deleteEvent: Statement<[number], Counted>
  readonly #readEvent: Statement<[number], { receivedAt: number; size: number }>
  readonly #readRule: Statement<[string], Retention & Amount>
  readonly #deleteContent: Statement<[number]>
  readonly #noteSeq: Statement<[number]>
  readonly #dropBlock: Statement<[number, number, number]>

  constructor(connection: Connection) {
    const { raw } = connection
    this.#connection = connection
    this.#tallies = new Tallies(raw)
    this.#deleteEvent = raw.prepare(
      `delete from events where seq = ?
      returning endpoint_id as endpointId, received_at as receivedAt, type, verdict, size`,
    )
    this.#readEvent = raw.prepare('select received_at as receivedAt, size from events where seq = ?')
    this.#readRule = raw.prepare(
      `select max_age_ms as maxAgeMs, max_count as maxCount, max_bytes as maxBytes, bytes,
        verified + failed + unsigned + unchecked as events
      from endpoints where id = ? and deleted_at is null`,
    )
    this.#deleteContent = raw.prepare('delete from event_contents where seq = ?')
    this.#noteSeq = raw.prepare('update deleted_seq set seq = max(seq, ?)')
    this.#dropBlock = raw.prepare(
      `delete from event_blocks where block = ?
      and not exists (select 1 from events where seq between ? and ?)`,
    )
  }

  /** Deletes one event. Gives whether it was there. */
  one(id: string): boolean {
    const [seq] = this.#seqsOf([id])
    return seq !== undefined && this.#slice([seq], Number.POSITIVE_INFINITY).deleted > 0
  }

  /**
   * Deletes the events with these seqs, in their order. Each slice is a transaction of its own; those before
   * `signal` was aborted stay done. Gives how many were there, and the seqs that were not come to.
   */
  async all(seqs: number[], signal: AbortSignal): Promise<{ deleted: number; left: number[] }> {
    let [deleted, done] = [0, 0]
    if (seqs.length > 0) {
      await inSlices(this.#pace, { restFactor: 1, signal }, (workMs) => {
        const slice = this.#slice(seqs.slice(done), workMs)
        deleted += slice.deleted
        done += slice.done
        return done < seqs.length
      })
    }
    return { deleted, left: seqs.slice(done) }
  }

  /** The same by ids; those that are not there are passed over. */
  async byIds(ids: string[], signal: AbortSignal): Promise<number> {
    return (await this.all(this.#seqsOf(ids), signal)).deleted
  }

  /** Deletes the events of an endpoint that is marked as deleted, then the endpoint. */
  async endpoint(endpointId: string, signal: AbortSignal): Promise<void> {
    const { raw, db } = this.#connection
    const next = raw
      .prepare<[string, number], number>('select seq from events where endpoint_id = ? order by seq limit ?')
      .pluck()
    await inSlices(this.#pace, { restFactor: BACKGROUND_REST, signal }, (workMs) =>
      raw
        .transaction(() => {
          const seqs = next.all(endpointId, PAGE)
          if (seqs.length > 0) this.#slice(seqs, workMs)
          else run(this.#connection, db.deleteFrom('endpoints').where('id', '=', endpointId))
          return seqs.length > 0
        })
        .immediate(),
    )
  }

  /**
   * Deletes those of an endpoint's events, its oldest ones in their order, that its rule does not keep when their
   * turn comes. Gives how many.
   */
  async overLimits(
    endpointId: string,
    seqs: number[],
    now: number,
    options: { restFactor: number; signal: AbortSignal },
  ): Promise<number> {
    let [deleted, done] = [0, 0]
    if (seqs.length === 0) return 0
    await inSlices(this.#pace, options, (workMs) => {
      const slice = this.#slice(seqs.slice(done), workMs, () => this.#overLimits(endpointId, now))
      deleted += slice.deleted
      done += slice.done
      return done < seqs.length
    })
    return deleted
  }

  /** As of the transaction that it is called in. */
  #overLimits(endpointId: string, now: number): (seq: number) => boolean {
    const endpoint = this.#readRule.get(endpointId)
    if (!endpoint) return () => false
    const { events, bytes, ...rule } = endpoint
    const held = { events, bytes }
    return (seq) => {
      const event = this.#readEvent.get(seq)
      if (!event || !goes(rule, held, event, now)) return false
      held.events--
      held.bytes -= event.size
      return true
    }
  }

  #seqsOf(ids: string[]): number[] {
    return this.#connection.raw
      .prepare<[string], number>(
        'select seq from events where id in (select value from json_each(?)) order by seq',
      )
      .pluck()
      .all(JSON.stringify(ids))
  }

  /** One transaction over the first of these seqs, as many as the time allows and at least one. */
  #slice(
    seqs: number[],
    workMs: number,
    choosing: () => (seq: number) => boolean = () => () => true,
  ): { deleted: number; done: number } {
    return this.#connection.raw
      .transaction(() => {
        const until = performance.now() + workMs
        const deleted: Counted[] = []
        const isChosen = choosing()
        let done = 0
        for (const seq of seqs) {
          done++
          if (isChosen(seq)) {
            this.#deleteContent.run(seq)
            const event = this.#deleteEvent.get(seq)
            if (event) deleted.push(event)
          }
          if (performance.now() >= until) break
        }
        this.#forget(seqs.slice(0, done), deleted)
        return { deleted: deleted.length, done }
      })
      .immediate()
  }

  #forget(seqs: number[], deleted: Counted[]): void {
    if (deleted.length === 0) return
    this.#noteSeq.run(Math.max(...seqs))
    this.#tallies.remove(deleted)
    for (const block of new Set(seqs.map((seq) => Math.floor(seq / EVENTS_PER_BLOCK)))) {
      const first = block * EVENTS_PER_BLOCK
      this.#dropBlock.run(block, first, first + EVENTS_PER_BLOCK - 1)
    }
  }
}
