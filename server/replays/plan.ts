import type { EventSummary } from '../../shared/event.ts'
import type { Query } from '../../shared/query/query.ts'
import type { ReplayPlan } from '../../shared/replay.ts'
import type { AppContext } from '../context.ts'
import type { OpenTarget } from '../targets/registry.ts'

/** What takes longer to measure, and then to count by type, is answered with what was found. */
const LONGEST_MS = 2_000
/** Deliveries whose times tell how long a target takes. */
const LATELY = 20
const MAX_TYPES = 100

type Counted = Omit<ReplayPlan, 'takesMs' | 'upTo' | 'askedAt'>

/** What a replay of everything that matches up to a seq would send. */
export async function planQuery(
  ctx: AppContext,
  query: Query,
  upTo: number,
  signal: AbortSignal,
): Promise<Counted> {
  const measured = await measureQuery(ctx, query, upTo, signal)
  const types = await countTypes(ctx, query, upTo, signal)
  return { ...measured, byType: types.byType, complete: measured.complete && types.complete }
}

/** How many events match up to a seq, and how large they are. */
export async function measureQuery(
  { store }: AppContext,
  query: Query,
  upTo: number,
  signal: AbortSignal,
): Promise<Omit<Counted, 'byType'>> {
  const until = performance.now() + LONGEST_MS
  const sum = { total: 0, bytes: 0, oldest: null as number | null, newest: null as number | null }
  for (let next: number | null = 1; next !== null; ) {
    if (performance.now() > until) return { ...sum, complete: false }
    const part = await store.events.measure(query, { from: next, upTo }, signal)
    sum.total += part.matching
    sum.bytes += part.bytes
    sum.oldest = least(sum.oldest, part.oldest)
    sum.newest = greatest(sum.newest, part.newest)
    next = part.next
  }
  return { ...sum, complete: true }
}

async function countTypes(
  { store }: AppContext,
  query: Query,
  upTo: number,
  signal: AbortSignal,
): Promise<Pick<Counted, 'byType' | 'complete'>> {
  const until = performance.now() + LONGEST_MS
  const types = new Map<string | null, number>()
  // Without a cursor, sums that are kept of all events may answer.
  let cursor = upTo < store.events.lastSeq() ? upTo + 1 : null
  for (;;) {
    const part = await store.events.stats(query, { cursor }, signal)
    for (const { type, count } of part.byType) types.set(type, (types.get(type) ?? 0) + count)
    cursor = part.nextCursor
    if (cursor === null) return { byType: mostFirst(types), complete: true }
    if (performance.now() > until) return { byType: mostFirst(types), complete: false }
  }
}

/** What a replay of these events would send. */
export function planEvents(events: EventSummary[]): Counted {
  const types = new Map<string | null, number>()
  for (const { type } of events) types.set(type, (types.get(type) ?? 0) + 1)
  const times = events.map(({ receivedAt }) => receivedAt)
  return {
    total: events.length,
    byType: mostFirst(types),
    oldest: times.reduce<number | null>(least, null),
    newest: times.reduce<number | null>(greatest, null),
    bytes: events.reduce((sum, { size }) => sum + size, 0),
    complete: true,
  }
}

/** How long so many deliveries take, by their rate and by what the target took lately; null: nobody can say. */
export async function takesMs(
  { store }: AppContext,
  target: OpenTarget,
  { total, ratePerSecond, oneByOne }: { total: number; ratePerSecond: number | null; oneByOne: boolean },
): Promise<number | null> {
  const lately = await store.deliveries.list({ targetId: target.id, status: 'delivered' }, null, LATELY)
  const times = lately.flatMap(({ last }) => (last ? [last.totalMs] : []))
  const each = times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0) / times.length
  const byTarget = each === null ? null : (total * each) / (oneByOne ? 1 : target.maxInFlight)
  const byRate = ratePerSecond === null ? null : (total * 1000) / ratePerSecond
  const longer = greatest(byTarget, byRate)
  return longer === null ? null : Math.round(longer)
}

function mostFirst(types: Map<string | null, number>): ReplayPlan['byType'] {
  return [...types]
    .map(([type, count]) => ({ type, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_TYPES)
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}

function greatest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
