import type { Kysely } from 'kysely'
import { EVENTS_PER_BLOCK, type Schema } from '../schema.ts'

/**
 * See `EventStore.placeOfTime`. Times of receipt have no index: blocks say which stretches of seqs can hold the
 * event, and the likeliest are looked through first.
 */
export async function placeOfTime(db: Kysely<Schema>, at: number): Promise<number> {
  const blocks = await db
    .selectFrom('event_blocks')
    .select(['block', 'newest'])
    .where('oldest', '<=', at)
    .execute()
  const likeliest = blocks
    .map(({ block, newest }) => ({ block, latest: Math.min(newest, at) }))
    .sort((a, b) => b.latest - a.latest || b.block - a.block)
  let best = { seq: 0, receivedAt: Number.NEGATIVE_INFINITY }
  for (const { block, latest } of likeliest) {
    if (latest < best.receivedAt) break
    const found = await newestOfBlock(db, block, at)
    if (found && isLater(found, best)) best = found
  }
  return best.seq
}

interface Place {
  seq: number
  receivedAt: number
}

function newestOfBlock(db: Kysely<Schema>, block: number, at: number): Promise<Place | undefined> {
  const first = block * EVENTS_PER_BLOCK
  return db
    .selectFrom('events')
    .select(['seq', 'received_at as receivedAt'])
    .where('seq', '>=', first)
    .where('seq', '<', first + EVENTS_PER_BLOCK)
    .where('received_at', '<=', at)
    .orderBy('received_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function isLater(a: Place, b: Place): boolean {
  return a.receivedAt > b.receivedAt || (a.receivedAt === b.receivedAt && a.seq > b.seq)
}

/** See `EventStore.timeFrom`. */
export async function timeFrom(db: Kysely<Schema>, seq: number): Promise<number | null> {
  const row = await db
    .selectFrom('events')
    .select('received_at')
    .where('seq', '>=', seq)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row?.received_at ?? null
}
