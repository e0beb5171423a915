import type { Kysely } from 'kysely'
import type { Schema } from '../../schema.ts'
import type { NameRange, TextIndex } from '../search/narrowing.ts'
import { type PlacedRow, selectPlaced } from './placed-rows.ts'

/** Events that are read together. */
const AT_ONCE = 50
/** How many events of a name are looked at for those that fit: a flood of forged ones must not hold up the others. */
const LOOKED_AT = 10_000
/** How many events that are not indexed yet are looked at: more of them are waited for. */
const UNINDEXED = 5000

export interface Names {
  db: Kysely<Schema>
  index: TextIndex
}
export interface NamedRange extends NameRange {
  fits: (row: PlacedRow) => boolean
}

/**
 * The first events of a message or an entity that fit, in the order asked for, by the index and what came since; null:
 * the index is far from reaching them, as while it is built anew.
 */
export async function readNamed(
  { db, index }: Names,
  id: string,
  range: NamedRange,
): Promise<PlacedRow[] | null> {
  const { from, to, order, limit, fits } = range
  const indexed = Math.min(to, Math.max(from - 1, index.upTo()))
  if (to - indexed > UNINDEXED) return null
  const readTail = async (most: number) => {
    if (indexed === to) return []
    const rows = await selectPlaced(db)
      .where('seq', '>', indexed)
      .where('seq', '<=', to)
      .where((eb) => eb.or([eb('message_id', '=', id), eb('entity_id', '=', id)]))
      .orderBy('seq', order === 'newest' ? 'desc' : 'asc')
      .execute()
    return rows.filter(fits).slice(0, most)
  }
  const readIndexed = (most: number) =>
    readFromIndex({ db, index }, id, { from, to: indexed, order, limit: most, fits })
  if (order === 'newest') {
    const tail = await readTail(limit)
    const rest = tail.length < limit ? await readIndexed(limit - tail.length) : []
    return rest && [...tail, ...rest]
  }
  const first = await readIndexed(limit)
  return first && [...first, ...(first.length < limit ? await readTail(limit - first.length) : [])]
}

async function readFromIndex(
  { db, index }: Names,
  id: string,
  range: NamedRange,
): Promise<PlacedRow[] | null> {
  const { order, limit, fits } = range
  let { from, to } = range
  const found: PlacedRow[] = []
  for (let looked = 0; found.length < limit && from <= to && looked < LOOKED_AT; ) {
    const atOnce = limit === 1 && looked === 0 ? 1 : AT_ONCE
    const seqs = index.named(id, { from, to, order, limit: atOnce })
    if (seqs === null) return null
    const last = seqs.at(-1)
    if (last === undefined) break
    const rows = await selectPlaced(db)
      .where('seq', 'in', seqs)
      .orderBy('seq', order === 'newest' ? 'desc' : 'asc')
      .execute()
    found.push(...rows.filter(fits))
    looked += seqs.length
    if (seqs.length < atOnce) break
    if (order === 'newest') to = last - 1
    else from = last + 1
  }
  return found.slice(0, limit)
}
