import { sql } from 'kysely'
import { type Amount, goes, type Retention } from '../../../shared/retention.ts'
import type { Stretch } from '../retention-store.ts'
import { EVENTS_PER_BLOCK } from '../schema.ts'
import { ANSWER_MS } from './search/list.ts'
import type { Reading } from './search/plan.ts'

/** Where a look at what goes was left, to be given back to it. */
export interface LookState {
  /** Events up to here have been looked at. */
  after: number
  /** What the endpoint holds without those that go. */
  held: Amount
  stored: Stretch
  goes: Stretch & { newest: number | null }
  /** When the first event that stays was received. */
  oldestKept: number | null
}

export interface Look {
  state: LookState
  /** The first of those that go, at most as many as were asked for. */
  seqs: number[]
  /** Whether everything that goes was found. */
  complete: boolean
}

interface Row {
  seq: number
  receivedAt: number
  size: number
}

/** Rows that are read together; between two readings the clock is read. */
const ROWS = 2000

/**
 * Looks, oldest first, for the events of an endpoint that a rule does not keep, until `most` of them are found.
 * What takes long is answered in parts. Null: there is no such endpoint.
 */
export async function findGoing(
  reading: Reading,
  endpointId: string,
  rule: Retention,
  now: number,
  most: number,
  from: LookState | null,
): Promise<Look | null> {
  const until = performance.now() + ANSWER_MS
  const state = from ?? (await beginLook(reading, endpointId))
  if (!state) return null
  const old = await blocksWithOld(reading, rule, now)
  const seqs: number[] = []
  for (;;) {
    const rows = await readRows(reading, endpointId, state.after)
    let skipTo: number | null = null
    for (const row of rows) {
      if (goes(rule, state.held, row, now)) {
        take(state, row)
        seqs.push(row.seq)
      } else {
        state.oldestKept ??= row.receivedAt
        // By count and bytes all that goes lies before it; by age only where there are old events.
        const block = Math.floor(row.seq / EVENTS_PER_BLOCK)
        while ((old[0] ?? block) < block) old.shift()
        const [next] = old
        if (next === undefined) return { state, seqs, complete: true }
        if (next > block) skipTo = next * EVENTS_PER_BLOCK
      }
      state.after = row.seq
      if (seqs.length >= most) return { state, seqs, complete: false }
      if (skipTo !== null) break
    }
    if (skipTo !== null) state.after = skipTo - 1
    else if (rows.length < ROWS) return { state, seqs, complete: true }
    if (performance.now() > until || reading.isCancelled()) return { state, seqs, complete: false }
  }
}

/** See `RetentionStore.receivedSince`. */
export async function countSince({ db }: Reading, endpointId: string, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('event_counts')
    .select(sql<number>`coalesce(sum(count), 0)`.as('count'))
    .where('endpoint_id', '=', endpointId)
    .where('minute', '>=', Math.floor(since / 60_000))
    .executeTakeFirstOrThrow()
  return count
}

async function beginLook(reading: Reading, endpointId: string): Promise<LookState | null> {
  const row = await reading.db
    .selectFrom('endpoints')
    .select(['bytes', sql<number>`verified + failed + unsigned + unchecked`.as('events')])
    .where('id', '=', endpointId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const [first] = await readRows(reading, endpointId, 0, 1)
  return {
    after: 0,
    held: { ...row },
    stored: { ...row, oldest: first?.receivedAt ?? null },
    goes: { events: 0, bytes: 0, oldest: null, newest: null },
    oldestKept: null,
  }
}

function take({ held, goes }: LookState, { receivedAt, size }: Row): void {
  held.events--
  held.bytes -= size
  goes.events++
  goes.bytes += size
  goes.oldest ??= receivedAt
  goes.newest = Math.max(goes.newest ?? receivedAt, receivedAt)
}

function readRows({ db }: Reading, endpointId: string, after: number, limit = ROWS): Promise<Row[]> {
  return db
    .selectFrom('events')
    .select(['seq', 'received_at as receivedAt', 'size'])
    .where('endpoint_id', '=', endpointId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** The stretches of seqs in which events may be too old, the first ones first; they may be another endpoint's. */
async function blocksWithOld({ db }: Reading, { maxAgeMs }: Retention, now: number): Promise<number[]> {
  if (maxAgeMs === null) return []
  const rows = await db
    .selectFrom('event_blocks')
    .select('block')
    .where('oldest', '<', now - maxAgeMs)
    .orderBy('block')
    .execute()
  return rows.map(({ block }) => block)
}
