import type { Flag } from '../../../../shared/flag.ts'
import { orderFlags } from '../../../../shared/stack/order-flags.ts'
import type { FoundFlags } from '../../event-store.ts'
import { Bodies } from './differing.ts'
import { Lanes, moveOn } from './lanes.ts'
import { type Names, readNamed } from './named-rows.ts'
import {
  isOfEntity,
  type PlacedRow,
  selectPlaced,
  sharesMessage,
  takesPart,
  toPlaced,
} from './placed-rows.ts'

/** Events that are looked at together. */
const BATCH = 200

/** See `EventStore.findFlags`. */
export async function findFlags(names: Names, after: number): Promise<FoundFlags> {
  const { db, index } = names
  const indexed = index.upTo()
  const rows = await selectPlaced(db)
    .where('seq', '>', after)
    .where('seq', '<=', indexed)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  const found = new Map<number, Set<Flag>>()
  const add = (seq: number, flag: Flag) => found.set(seq, (found.get(seq) ?? new Set()).add(flag))
  const messages = new Messages(names)
  const lanes = new Lanes(names)
  const bodies = new Bodies(db)

  for (const row of rows) {
    const isAgain = await messages.cameBefore(row)
    if (isAgain === null) return { upTo: after, notes: [] }
    if (isAgain) add(row.seq, 'duplicate')
    if (!isOfEntity(row) || !takesPart(row)) continue
    const lane = await lanes.before(row)
    if (lane === null) return { upTo: after, notes: [] }
    const event = toPlaced(row)
    const differs = await bodies.against(event, lane)
    const inConflict = new Set(lane.filter(({ flags }) => flags.includes('conflict')).map(({ seq }) => seq))
    let isInConflict = false
    const givesAnything = (seq: number) => {
      // Where both are known to be in conflict, it need not be known that they are so with each other.
      if (isInConflict && inConflict.has(seq)) return false
      const isRival = differs(seq)
      isInConflict ||= isRival
      return isRival
    }
    for (const { flag, by } of orderFlags(row.entity_kind, event, lane, givesAnything)) {
      add(row.seq, flag)
      if (flag === 'conflict') for (const seq of by) add(seq, flag)
    }
    for (const one of [event, ...lane]) {
      const more = found.get(one.seq)
      if (more) one.flags = [...new Set([...one.flags, ...more])]
    }
    moveOn(lane, event)
  }
  // A full batch may not be the end of what is indexed; otherwise all of that was looked at, deleted events too.
  const last = rows.at(-1)?.seq
  const upTo = rows.length === BATCH && last !== undefined ? last : Math.max(after, indexed)
  return { upTo, notes: [...found].map(([seq, flags]) => ({ seq, flags: [...flags] })) }
}

/** Tells of the events of a batch, in their order, whether their message came before. */
class Messages {
  readonly #names: Names
  readonly #seen = new Set<string>()

  constructor(names: Names) {
    this.#names = names
  }

  /** Null: the index cannot say yet. */
  async cameBefore(row: PlacedRow): Promise<boolean | null> {
    if (row.message_id === null) return false
    const key = JSON.stringify([row.endpoint_id, row.message_id])
    if (this.#seen.has(key)) return true
    this.#seen.add(key)
    const same = await readNamed(this.#names, row.message_id, {
      from: 1,
      to: row.seq - 1,
      order: 'newest',
      limit: 1,
      fits: (other) => sharesMessage(other, row),
    })
    return same && same.length > 0
  }
}
