import type { Stats } from '../../shared/api.ts'
import { parseQuery, type Query } from '../../shared/query/query.ts'
import { addStats, nextRequest } from '../../shared/stats.ts'
import type { StatsOptions } from '../store/event-store.ts'
import type { Store } from '../store/store.ts'

/** Counts to the end: where the machine is busy, one answer tells of a part only. */
export async function countAll(
  store: Store,
  query: Query | string,
  options: Partial<StatsOptions> = {},
): Promise<Stats> {
  const asked = typeof query === 'string' ? parseQuery(query) : query
  let counted = await store.events.stats(asked, options)
  while (counted.nextCursor !== null) {
    const { from, to, cursor, buckets, bucket } = nextRequest({ q: '', buckets: options.bars ?? 0 }, counted)
    const next = { bars: buckets ?? 0, leastMs: bucket ?? 1, from: from ?? null, to: to ?? null }
    counted = addStats(counted, await store.events.stats(asked, { ...next, cursor: cursor ?? null }))
  }
  return counted
}
