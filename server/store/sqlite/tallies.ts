import type { Database, Statement } from 'better-sqlite3'
import { type Verdict, verdicts } from '../../../shared/verdict.ts'
import { EVENTS_PER_BLOCK } from '../schema.ts'

const MINUTE_MS = 60_000

/** What the tallies count of an event. */
export interface Counted {
  endpointId: string
  receivedAt: number
  type: string | null
  verdict: Verdict
  /** Of the body. */
  size: number
}

interface Group extends Omit<Counted, 'receivedAt' | 'type' | 'size'> {
  minute: number
  type: string
  count: number
  bytes: number
}

/**
 * Keeps what is counted of events beside them: by endpoint and verdict, bytes by endpoint, by minute and hour, and
 * the times of each block.
 * Belongs into the transaction that changes the events; several events of a kind are one write.
 */
export class Tallies {
  readonly #addToEndpoint: Record<Verdict, Statement>
  readonly #addToMinute: Statement
  readonly #addToHour: Statement
  readonly #dropEmptyMinute: Statement
  readonly #dropEmptyHour: Statement
  readonly #widenBlock: Statement

  constructor(raw: Database) {
    this.#addToEndpoint = Object.fromEntries(
      verdicts.map((verdict) => [
        verdict,
        raw.prepare(`update endpoints set ${verdict} = ${verdict} + ?, bytes = bytes + ? where id = ?`),
      ]),
    ) as Record<Verdict, Statement>
    const adding = (table: string, span: string) =>
      raw.prepare(
        `insert into ${table} (${span}, endpoint_id, type, verdict, count) values (?, ?, ?, ?, ?)
        on conflict do update set count = count + excluded.count`,
      )
    const dropping = (table: string, span: string) =>
      raw.prepare(
        `delete from ${table}
        where ${span} = ? and endpoint_id = ? and type = ? and verdict = ? and count <= 0`,
      )
    this.#addToMinute = adding('event_counts', 'minute')
    this.#addToHour = adding('event_hours', 'hour')
    this.#dropEmptyMinute = dropping('event_counts', 'minute')
    this.#dropEmptyHour = dropping('event_hours', 'hour')
    this.#widenBlock = raw.prepare(
      `insert into event_blocks (block, oldest, newest) values (?, ?, ?)
      on conflict do update set oldest = min(oldest, excluded.oldest), newest = max(newest, excluded.newest)`,
    )
  }

  /** These events came. */
  add(events: Counted[]): void {
    for (const group of groupsOf(events).values()) this.#count(group, 1)
  }

  /** These events went, or are to be counted otherwise now. */
  remove(events: Counted[]): void {
    for (const group of groupsOf(events).values()) {
      this.#count(group, -1)
      const { minute, endpointId, type, verdict } = group
      this.#dropEmptyMinute.run(minute, endpointId, type, verdict)
      this.#dropEmptyHour.run(hourOf(minute), endpointId, type, verdict)
    }
  }

  /** Events with these times were stored, from seq `first` on. */
  place(first: number, events: { receivedAt: number }[]): void {
    for (let from = 0; from < events.length; ) {
      const block = Math.floor((first + from) / EVENTS_PER_BLOCK)
      const to = Math.min(events.length, (block + 1) * EVENTS_PER_BLOCK - first)
      let [oldest, newest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (; from < to; from++) {
        const { receivedAt } = events[from] as { receivedAt: number }
        oldest = Math.min(oldest, receivedAt)
        newest = Math.max(newest, receivedAt)
      }
      this.#widenBlock.run(block, oldest, newest)
    }
  }

  #count({ minute, endpointId, type, verdict, count, bytes }: Group, sign: 1 | -1): void {
    this.#addToEndpoint[verdict].run(sign * count, sign * bytes, endpointId)
    this.#addToMinute.run(minute, endpointId, type, verdict, sign * count)
    this.#addToHour.run(hourOf(minute), endpointId, type, verdict, sign * count)
  }
}

const hourOf = (minute: number): number => Math.floor(minute / 60)

function groupsOf(events: Counted[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const { endpointId, receivedAt, type, verdict, size } of events) {
    const minute = Math.floor(receivedAt / MINUTE_MS)
    const key = `${minute} ${verdict} ${endpointId} ${type ?? ''}`
    const group = groups.get(key)
    if (group) {
      group.count++
      group.bytes += size
    } else groups.set(key, { minute, endpointId, type: type ?? '', verdict, count: 1, bytes: size })
  }
  return groups
}
