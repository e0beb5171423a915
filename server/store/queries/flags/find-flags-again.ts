import type { Kysely } from 'kysely'
import type { FoundFlagsAgain } from '../../event-store.ts'
import type { Schema } from '../../schema.ts'
import { BEFORE, readLane } from './lanes.ts'
import { type Names, readNamed } from './named-rows.ts'
import {
  type EntityRow,
  isOfEntity,
  type PlacedRow,
  selectPlaced,
  sharesEntity,
  takesPart,
} from './placed-rows.ts'
import { Rewalk } from './rewalk.ts'

/** Entities that are looked at together, and how long until no further one is begun. */
const ENTITIES = 200
const LONG_MS = 100
/** Events that are read together. */
const AT_ONCE = 200

/** See `EventStore.findFlagsAgain`. */
export async function findFlagsAgain(names: Names, upTo: number): Promise<FoundFlagsAgain | null> {
  const found: FoundFlagsAgain = { notes: [], done: [] }
  const began = performance.now()
  for (const entity of await nextEntities(names.db)) {
    if (performance.now() - began > LONG_MS) break
    const due = await names.db
      .selectFrom('flagging_again')
      .select(['id', 'seq'])
      .where('entity_id', '=', entity.entity_id)
      .where('entity_kind', '=', entity.entity_kind)
      .where('endpoint_id', '=', entity.endpoint_id)
      .execute()
    const changed = new Set(due.map(({ seq }) => seq))
    const walk = new Rewalk(names.db, changed)
    const isDone = await walkAgain(names, walk, changed, upTo)
    if (!isDone) return null
    found.notes.push(...walk.notes())
    found.done.push(...due.map(({ id }) => id))
  }
  return found
}

async function nextEntities(db: Kysely<Schema>) {
  const first = db.selectFrom('flagging_again').selectAll().orderBy('id').limit(ENTITIES).as('first')
  return db.selectFrom(first).select(['entity_id', 'entity_kind', 'endpoint_id']).distinct().execute()
}

/** Goes through what a change may have reached. False: the index cannot say yet. */
async function walkAgain(names: Names, walk: Rewalk, changed: Set<number>, upTo: number): Promise<boolean> {
  const first = await firstOf(names.db, changed, upTo)
  if (first === null) return true
  // Twice as many: those that the first one is in conflict with have their own flags through others before them.
  const before = await readLane(names, first, 2 * BEFORE)
  if (before === null) return false
  walk.begin(before.slice(0, -BEFORE))
  for (const row of before.slice(-BEFORE)) await walk.step(row)

  const fits = (row: PlacedRow) => sharesEntity(row, first) && (takesPart(row) || changed.has(row.seq))
  for (let from = first.seq; from <= upTo; ) {
    const range = { from, to: upTo, order: 'oldest', limit: AT_ONCE, fits } as const
    const rows = await readNamed(names, first.entity_id, range)
    if (rows === null) return false
    for (const row of rows) {
      await walk.step(row)
      if (walk.isOver(row.seq)) return true
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return true
    from = last.seq + 1
  }
  return true
}

/** The first of the changed events that stands and was looked at before. */
async function firstOf(db: Kysely<Schema>, changed: Set<number>, upTo: number): Promise<EntityRow | null> {
  for (const seq of [...changed].sort((a, b) => a - b)) {
    if (seq > upTo) return null
    const row = await selectPlaced(db).where('seq', '=', seq).executeTakeFirst()
    if (row && isOfEntity(row)) return row
  }
  return null
}
