import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Stats } from '../../shared/api.ts'
import { parseQuery, type Query, termsOf } from '../../shared/query/query.ts'
import { nextRequest, type StatsRequest } from '../../shared/stats.ts'
import { fetchStats } from '../api/stats.ts'
import { addPart, type Batch, type Count, foldBatch, openCount } from './count.ts'

const BARS = 200
const LEAST_BAR_MS = 1000

/** A count that is on its way. */
interface Counting {
  q: string
  /** Null until the first part has come; what the stream says meanwhile waits in `batches`. */
  count: Count | null
  batches: Batch[]
  stale: boolean
  stopped: AbortController
}

const onTheWay = new Set<Counting>()

/**
 * How many events match `q`, by verdict, type and time. A long count comes in parts and can be seen grow; it is
 * cancelled when nobody looks at it any more, and goes on where it was left.
 */
export const countQuery = (q: string) =>
  queryOptions({
    queryKey: ['count', q],
    queryFn: ({ client, signal }) => countAll(client, q, signal),
    // The stream keeps it fresh; `stale` says when it is to be counted again.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })

async function countAll(client: QueryClient, q: string, signal: AbortSignal): Promise<Count> {
  const key = countQuery(q).queryKey
  const held = client.getQueryData<Count>(key)
  const goesOn = held !== undefined && !held.stale && !held.stats.complete
  const counting: Counting = {
    q,
    count: goesOn ? { ...held, stopped: false } : null,
    batches: [],
    stale: false,
    stopped: new AbortController(),
  }
  const startedAt = performance.now()
  const request = requestFor(q)
  onTheWay.add(counting)
  try {
    while (counting.count === null || !counting.count.stats.complete) {
      const part = await nextPart(counting, request, signal)
      if (part === null) break
      take(counting, part)
      // A count that was whole stands until the new one is.
      if (held === undefined || !held.stats.complete) client.setQueryData(key, counting.count ?? undefined)
    }
    if (counting.count === null) throw new Error('The count was stopped before it began.')
    const stopped = counting.stopped.signal.aborted && !counting.count.stats.complete
    const tookMs = performance.now() - startedAt
    return { ...counting.count, stopped, tookMs, countedAt: Date.now() }
  } finally {
    onTheWay.delete(counting)
  }
}

/** Null: the reader has stopped it. */
async function nextPart(
  { count, stopped }: Counting,
  request: StatsRequest,
  signal: AbortSignal,
): Promise<Stats | null> {
  const ask = count === null ? request : nextRequest(request, count.stats)
  try {
    return await fetchStats(ask, AbortSignal.any([signal, stopped.signal]))
  } catch (error) {
    if (stopped.signal.aborted && !signal.aborted) return null
    throw error
  }
}

function take(counting: Counting, part: Stats): void {
  const { count, batches, stale } = counting
  let next = count === null ? openCount(part) : addPart(count, part)
  for (const batch of batches.splice(0)) next = foldBatch(next, batch)
  counting.count = stale ? { ...next, stale } : next
}

/** Stops a count that takes long; what was counted is kept. */
export function stopCounting(q: string): void {
  for (const counting of onTheWay) if (counting.q === q) counting.stopped.abort()
}

/** Tells what has arrived that matches `q`. */
export function tellCounts(client: QueryClient, q: string, batch: Batch): void {
  client.setQueryData<Count>(countQuery(q).queryKey, (count) => count && foldBatch(count, batch))
  for (const counting of onTheWay) {
    if (counting.q !== q) continue
    if (counting.count === null) counting.batches.push(batch)
    else counting.count = foldBatch(counting.count, batch)
  }
}

/** Stored events have changed: what was counted of them may be wrong. */
export function markCountsStale(client: QueryClient, concerns: (q: string) => boolean = () => true): void {
  for (const [key, count] of client.getQueriesData<Count>({ queryKey: ['count'] })) {
    if (count && concerns(String(key[1]))) client.setQueryData(key, { ...count, stale: true })
  }
  for (const counting of onTheWay) {
    if (!concerns(counting.q)) continue
    counting.stale = true
    if (counting.count !== null) counting.count = { ...counting.count, stale: true }
  }
}

/** Whether the filter's beginning or end moves with the clock: `after:2h`. */
export function movesWithTime(query: Query): boolean {
  return termsOf(query).some((term) => 'time' in term && 'ago' in term.time)
}

function requestFor(q: string): StatsRequest {
  return { q, buckets: BARS, bucket: isZoomed(parseQuery(q)) ? 1 : LEAST_BAR_MS }
}

/** Between two moments a reader may want to see milliseconds. */
function isZoomed(query: Query): boolean {
  const terms = query.kind === 'and' ? query.queries : [query]
  const has = (field: 'after' | 'before') =>
    terms.some((term) => term.kind === 'term' && term.field === field && 'at' in term.time)
  return has('after') && has('before')
}
