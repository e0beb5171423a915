import type { Flag } from '../../../../shared/flag.ts'
import { isDeletion, orderFlags, type Placed } from '../../../../shared/stack/order-flags.ts'
import type { FoundRelations } from '../../event-store.ts'
import { flagsOf } from '../../flag-bits.ts'
import { Bodies } from './differing.ts'
import { BEFORE, readLane } from './lanes.ts'
import { type NamedRange, type Names, readNamed } from './named-rows.ts'
import {
  type EntityRow,
  isOfEntity,
  type PlacedRow,
  selectPlaced,
  sharesEntity,
  sharesMessage,
  takesPart,
  toPlaced,
} from './placed-rows.ts'

/** See `EventStore.relations`. Causes are what `findFlags` decides by, asked of one event. */
export async function findRelations(names: Names, id: string): Promise<FoundRelations | null> {
  const row = await selectPlaced(names.db).where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const { seq: newest } = await names.db
    .selectFrom('events')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow()
  const beside = new Beside(names, row, newest)
  const flags = flagsOf(row.flags)
  const causes = new Map<Flag, PlacedRow[] | null>()
  if (flags.includes('duplicate')) causes.set('duplicate', await beside.ofMessage('newest', BEFORE))
  const ofOrder = flags.filter((flag) => flag !== 'duplicate')
  if (ofOrder.length > 0 && isOfEntity(row)) {
    const found = await findCauses(beside, row)
    for (const flag of ofOrder) causes.set(flag, found && (found.get(flag) ?? []))
  }
  const [entity, message] = [
    row.entity_id === null ? null : await ends((order) => beside.ofEntity(order, 1)),
    row.message_id === null ? null : await ends((order) => beside.ofMessage(order, 1)),
  ]
  const read = [...causes.values(), entity?.before, entity?.after, message?.before, message?.after]
  const idOf = (rows: PlacedRow[] | null) => rows?.at(0)?.id ?? null
  return {
    flags: flags.map((flag) => ({ flag, causes: (causes.get(flag) ?? []).map((cause) => cause.id) })),
    entity: entity && { before: idOf(entity.before), after: idOf(entity.after) },
    message: message && { before: idOf(message.before), after: idOf(message.after) },
    complete: !read.includes(null),
  }
}

/** Before and after the event. */
async function ends(read: (order: NamedRange['order']) => Promise<PlacedRow[] | null>) {
  return { before: await read('newest'), after: await read('oldest') }
}

/** Reads what stands beside an event: of its entity and of its message, before (`newest`) or after it (`oldest`). */
class Beside {
  readonly names: Names
  readonly #row: PlacedRow
  readonly #newest: number

  constructor(names: Names, row: PlacedRow, newest: number) {
    this.names = names
    this.#row = row
    this.#newest = newest
  }

  ofMessage(order: NamedRange['order'], limit: number) {
    return this.#read(this.#row.message_id, order, limit, (other) => sharesMessage(other, this.#row))
  }

  ofEntity(order: NamedRange['order'], limit: number, fits: (other: PlacedRow) => boolean = () => true) {
    const isFit = (other: PlacedRow) => sharesEntity(other, this.#row) && fits(other)
    return this.#read(this.#row.entity_id, order, limit, isFit)
  }

  async #read(id: string | null, order: NamedRange['order'], limit: number, fits: NamedRange['fits']) {
    const [from, to] = order === 'newest' ? [1, this.#row.seq - 1] : [this.#row.seq + 1, this.#newest]
    return id === null ? [] : readNamed(this.names, id, { from, to, order, limit, fits })
  }
}

/** What gives each flag of order, the most telling first; null: it cannot be said yet. */
async function findCauses(beside: Beside, row: EntityRow): Promise<Map<Flag, PlacedRow[]> | null> {
  const before = await readLane(beside.names, row)
  const after = await beside.ofEntity('oldest', BEFORE, takesPart)
  if (before === null || after === null) return null
  const rows = new Map([...before, ...after].map((other) => [other.seq, other]))
  const rowsOf = (seqs: number[]) => seqs.flatMap((seq) => rows.get(seq) ?? [])
  const event = toPlaced(row)
  const lane = before.map(toPlaced)
  const later = after.map(toPlaced)
  const differs = await new Bodies(beside.names.db).against(event, [...lane, ...later])

  const causes = new Map<Flag, PlacedRow[]>()
  for (const { flag, by } of orderFlags(row.entity_kind, event, lane, differs)) causes.set(flag, rowsOf(by))
  // Those that came later and are in conflict with it have given it that flag too.
  const givesConflict = (other: Placed) =>
    orderFlags(row.entity_kind, other, [event], () => differs(other.seq)).some(
      ({ flag }) => flag === 'conflict',
    )
  const rivals = [
    ...(causes.get('conflict') ?? []),
    ...rowsOf(later.filter(givesConflict).map(({ seq }) => seq)),
  ]
  const distance = (other: PlacedRow) => Math.abs(other.seq - row.seq)
  causes.set(
    'conflict',
    rivals.sort((a, b) => distance(a) - distance(b)),
  )
  const madeAt = new Map(lane.map((other) => [other.seq, other.madeAt]))
  const madeAtOf = ({ seq }: PlacedRow) => madeAt.get(seq) ?? 0
  causes.get('outOfOrder')?.sort((a, b) => madeAtOf(b) - madeAtOf(a) || b.seq - a.seq)
  const ends = causes.get('afterDelete') ?? []
  if (ends.length > 0) causes.set('afterDelete', await deletionsAmong(beside, ends))
  return causes
}

/** The deletions themselves where they can be found, not those that came after them too. */
async function deletionsAmong(beside: Beside, causes: PlacedRow[]): Promise<PlacedRow[]> {
  const deletions = causes.filter(isDeletion)
  if (deletions.length > 0) return deletions.toReversed()
  const found = await beside.ofEntity('newest', 1, (other) => takesPart(other) && isDeletion(other))
  return found !== null && found.length > 0 ? found : causes.toReversed()
}
