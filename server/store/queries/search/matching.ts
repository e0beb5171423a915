import { sql } from 'kysely'
import type { Query } from '../../../../shared/query/ast.ts'
import type { MeasuredPart, SeqRange } from '../../event-store.ts'
import { ANSWER_MS } from './list.ts'
import { type Plan, planSearch, type Reading } from './plan.ts'
import { walk } from './walk.ts'

/** Seqs that are summed up by one statement; between two of them the clock is read. */
const WINDOW = 50_000

/** Events that match, oldest first. `next`: where to go on; null: there are no others in the range. */
export interface MatchingSeqs {
  seqs: number[]
  next: number | null
}

/** The seqs of events that match, at most `limit` of them. What takes long is answered in parts. */
export async function listMatchingSeqs(
  reading: Reading,
  query: Query,
  { from, upTo }: SeqRange,
  limit: number,
): Promise<MatchingSeqs> {
  const until = performance.now() + ANSWER_MS
  const plan = await planSearch(reading.db, query, upTo)
  const seqs: number[] = []
  const way = { towards: 'newer', from, to: upTo, until } as const
  const next = await walk(reading, plan, way, ({ seq }) => seqs.push(seq) < limit)
  return { seqs, next }
}

/** See `EventStore.measure`. */
export async function measureMatching(
  reading: Reading,
  query: Query,
  range: SeqRange,
): Promise<MeasuredPart> {
  const plan = await planSearch(reading.db, query, range.upTo)
  if (plan.condition.exact && plan.narrowing.kind === 'all') return sumWindows(reading, plan, range)
  const until = performance.now() + ANSWER_MS
  const part: MeasuredPart = { matching: 0, bytes: 0, oldest: null, newest: null, next: null }
  const way = { towards: 'newer', from: range.from, to: range.upTo, until } as const
  part.next = await walk(reading, plan, way, ({ size, receivedAt }) => {
    add(part, { matching: 1, bytes: size, oldest: receivedAt, newest: receivedAt })
    return true
  })
  return part
}

/** Where the columns alone decide, no event is looked at by itself. */
async function sumWindows({ db, isCancelled }: Reading, plan: Plan, range: SeqRange): Promise<MeasuredPart> {
  const until = performance.now() + ANSWER_MS
  const part: MeasuredPart = { matching: 0, bytes: 0, oldest: null, newest: null, next: null }
  const last = Math.min(range.upTo, plan.seqs.last)
  for (let first = Math.max(range.from, plan.seqs.first); first <= last; first += WINDOW) {
    if (performance.now() > until || isCancelled()) return { ...part, next: first }
    const sums = await db
      .selectFrom('events')
      .select(({ fn }) => [
        fn.countAll<number>().as('matching'),
        sql<number>`coalesce(sum(events.size), 0)`.as('bytes'),
        fn.min<number | null>('events.received_at').as('oldest'),
        fn.max<number | null>('events.received_at').as('newest'),
      ])
      .where(sql<boolean>`events.seq between ${first} and ${Math.min(last, first + WINDOW - 1)}`)
      .where(plan.condition.sql)
      .$if(!plan.isWhole, (qb) => qb.where('events.endpoint_id', 'in', [...plan.slugs.keys()]))
      .executeTakeFirstOrThrow()
    add(part, sums)
  }
  return part
}

function add(part: MeasuredPart, more: Omit<MeasuredPart, 'next'>): void {
  part.matching += more.matching
  part.bytes += more.bytes
  if (more.oldest !== null) part.oldest = Math.min(part.oldest ?? more.oldest, more.oldest)
  if (more.newest !== null) part.newest = Math.max(part.newest ?? more.newest, more.newest)
}
