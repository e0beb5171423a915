import type { Kysely } from 'kysely'
import { compareJson } from '../../../shared/diff/compare-json.ts'
import type { Flag } from '../../../shared/flag.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import { decodeUtf8 } from '../../../shared/request-formats/bytes.ts'
import { orderFlags, type Placed } from '../../../shared/stack/order-flags.ts'
import { messageMadeAt } from '../../../shared/svix/message-time.ts'
import { isBelieved } from '../../../shared/verdict.ts'
import { flagsOf } from '../flag-bits.ts'
import type { Schema } from '../schema.ts'
import type { FoundFlags } from '../store.ts'
import type { TextIndex } from './search/narrowing.ts'

/** Events that are looked at together. */
const BATCH = 200
/** How many events before one are looked at: of its entity, and of its message. */
const BEFORE = 50
/** Events that are read together to find them. */
const AT_ONCE = 200

/** See `EventStore.findFlags`. Senders whose signature fails can neither get flags of order nor give them. */
export async function findFlags(
  { db, index }: { db: Kysely<Schema>; index: TextIndex },
  after: number,
): Promise<FoundFlags> {
  const indexed = index.upTo()
  const rows = await selectPlaced(db)
    .where('seq', '>', after)
    .where('seq', '<=', indexed)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  const found = new Map<number, Set<Flag>>()
  const add = (seq: number, flag: Flag) => found.set(seq, (found.get(seq) ?? new Set()).add(flag))
  /** The last events before a seq that have a name, and that fit; null: the index cannot say. */
  const named = async (id: string, before: number, fits: (row: PlacedRow) => boolean) => {
    const seqs = index.candidates({ kind: 'name', id }, 1, before - 1)
    if (seqs === null) return null
    let found: PlacedRow[] = []
    for (let end = seqs.length; end > 0 && found.length < BEFORE; end -= AT_ONCE) {
      const part = seqs.slice(Math.max(0, end - AT_ONCE), end)
      const read = await selectPlaced(db).where('seq', 'in', part).orderBy('seq').execute()
      found = [...read.filter(fits), ...found]
    }
    return found.slice(-BEFORE)
  }

  for (const row of rows) {
    const { message_id, entity_id, entity_kind } = row
    if (message_id !== null) {
      const isSame = (other: PlacedRow) =>
        other.message_id === message_id && other.endpoint_id === row.endpoint_id
      const same = await named(message_id, row.seq, isSame)
      if (same === null) return { upTo: after, notes: [] }
      if (same.length > 0) add(row.seq, 'duplicate')
    }
    if (entity_id === null || entity_kind === null || !isBelieved(row.verdict)) continue
    const isOfEntity = (other: PlacedRow) =>
      other.entity_id === entity_id &&
      other.entity_kind === entity_kind &&
      other.endpoint_id === row.endpoint_id &&
      isBelieved(other.verdict)
    const before = await named(entity_id, row.seq, isOfEntity)
    if (before === null) return { upTo: after, notes: [] }
    const place = (one: PlacedRow) => placed(one, found.get(one.seq))
    const others = await sayingOther(db, row, before)
    const { flags, conflicts } = orderFlags(entity_kind, place(row), before.map(place), (seq) =>
      others.has(seq),
    )
    for (const flag of flags) add(row.seq, flag)
    for (const seq of conflicts) add(seq, 'conflict')
  }
  // A full batch may not be the end of what is indexed; otherwise all of that was looked at, deleted events too.
  const last = rows.at(-1)?.seq
  const upTo = rows.length === BATCH && last !== undefined ? last : Math.max(after, indexed)
  return { upTo, notes: [...found].map(([seq, flags]) => ({ seq, flags: [...flags] })) }
}

function selectPlaced(db: Kysely<Schema>) {
  return db
    .selectFrom('events')
    .select([
      'seq',
      'endpoint_id',
      'type',
      'message_id',
      'sent_at',
      'received_at',
      'entity_kind',
      'entity_id',
      'verdict',
      'flags',
    ])
}
type PlacedRow = Awaited<ReturnType<ReturnType<typeof selectPlaced>['execute']>>[number]

function madeAtOf({ message_id, sent_at, received_at }: PlacedRow): number {
  return messageMadeAt({ messageId: message_id, sentAt: sent_at, receivedAt: received_at })
}

/** `more`: flags that were found just now. */
function placed(row: PlacedRow, more: Set<Flag> | undefined): Placed {
  return {
    seq: row.seq,
    type: row.type,
    messageId: row.message_id,
    madeAt: madeAtOf(row),
    flags: [...flagsOf(row.flags), ...(more ?? [])],
  }
}

/** The seqs of those made in the same second as an event whose data is another; the bodies of others are not read. */
async function sayingOther(db: Kysely<Schema>, row: PlacedRow, before: PlacedRow[]): Promise<Set<number>> {
  const second = Math.floor(madeAtOf(row) / 1000)
  const rivals = before.filter(
    (other) => other.message_id !== row.message_id && Math.floor(madeAtOf(other) / 1000) === second,
  )
  if (rivals.length === 0) return new Set()
  const seqs = [row.seq, ...rivals.map(({ seq }) => seq)]
  const contents = await db
    .selectFrom('event_contents')
    .select(['seq', 'body'])
    .where('seq', 'in', seqs)
    .execute()
  const bodies = new Map(contents.map(({ seq, body }) => [seq, body]))
  const own = bodies.get(row.seq)
  return new Set(
    rivals.map(({ seq }) => seq).filter((seq) => own !== undefined && saysOther(own, bodies.get(seq) ?? own)),
  )
}

function saysOther(one: Uint8Array, other: Uint8Array): boolean {
  const [left, right] = [parseJson(decodeUtf8(other)).document, parseJson(decodeUtf8(one)).document]
  if (left === null || right === null) return left !== right
  return compareJson(left, right).changes.some(({ noise }) => !noise)
}
