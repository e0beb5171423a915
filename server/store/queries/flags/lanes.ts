import type { Placed } from '../../../../shared/stack/order-flags.ts'
import { type Names, readNamed } from './named-rows.ts'
import { type EntityRow, type PlacedRow, sharesEntity, takesPart, toPlaced } from './placed-rows.ts'

/** How many events of an entity before one are looked at. */
export const BEFORE = 50

/** The last events of an entity before the one that is looked at, oldest first. */
export type Lane = Placed[]

/** Lets the next event of the entity see this one. */
export function moveOn(lane: Lane, event: Placed): void {
  lane.push(event)
  if (lane.length > BEFORE) lane.shift()
}

/** The last events of its entity before an event that take part, oldest first; null: the index cannot say yet. */
export async function readLane(names: Names, row: EntityRow, length = BEFORE): Promise<PlacedRow[] | null> {
  const rows = await readNamed(names, row.entity_id, {
    from: 1,
    to: row.seq - 1,
    order: 'newest',
    limit: length,
    fits: (other) => sharesEntity(other, row) && takesPart(other),
  })
  return rows === null ? null : rows.toReversed()
}

/** The lanes of the entities that some events are about, each read once and then moved on with its events. */
export class Lanes {
  readonly #names: Names
  readonly #lanes = new Map<string, Lane>()

  constructor(names: Names) {
    this.#names = names
  }

  /** As it stands before this event, whose turn must come after those that came before it. Null: see `readLane`. */
  async before(row: EntityRow): Promise<Lane | null> {
    const key = JSON.stringify([row.endpoint_id, row.entity_kind, row.entity_id])
    const known = this.#lanes.get(key)
    if (known) return known
    const rows = await readLane(this.#names, row)
    if (rows === null) return null
    const lane = rows.map(toPlaced)
    this.#lanes.set(key, lane)
    return lane
  }
}
