import type { z } from 'zod'
import type { DeletedEvents, DeletionPreview, deleteEventsSchema } from '../../shared/api.ts'
import { atTime, type Query } from '../../shared/query/query.ts'
import type { AppContext } from '../context.ts'
import { AppError } from '../errors.ts'
import { withLinkedSignal } from '../linked-signal.ts'
import { readQuery } from '../read-query.ts'
import { StoreUnavailableError } from '../store/errors.ts'
import type { SeqRange } from '../store/event-store.ts'

/** While events are being deleted, pages are told at most so often. */
const TELL_MS = 1000
/** Ids that are looked up together. */
const IDS = 500

interface Stops {
  /** The client is gone: what is deleted stays so, the rest stays too. */
  gone: AbortSignal
  stopping: AbortSignal
}

interface Asked {
  upTo: number
  askedAt: number
  /** The clock of `performance.now()` at which to answer with a part. */
  until: number
}

/** Deletes events, or says what a deletion would take. @throws AppError 400, 503 */
export async function deleteEvents(
  ctx: AppContext,
  input: z.infer<typeof deleteEventsSchema>,
  stops: Stops,
): Promise<DeletedEvents | DeletionPreview> {
  const lastSeq = ctx.store.events.lastSeq()
  const asked: Asked = {
    upTo: Math.min(input.upTo ?? lastSeq, lastSeq),
    askedAt: input.askedAt ?? ctx.now(),
    until: performance.now() + (input.partMs ?? Number.POSITIVE_INFINITY),
  }
  if (input.ids) return deleteByIds(ctx, input.ids, asked, stops)
  const query = atTime(readQuery(input.query ?? '', 'query'), asked.askedAt)
  const from = input.cursor ?? 1
  return input.dryRun
    ? measure(ctx, query, { from, ...asked }, stops)
    : deleteMatching(ctx, query, { from, ...asked }, stops)
}

async function measure(
  ctx: AppContext,
  query: Query,
  { from, upTo, askedAt, until }: Asked & { from: number },
  stops: Stops,
): Promise<DeletionPreview> {
  const sum = { matching: 0, bytes: 0, oldest: null as number | null, newest: null as number | null }
  for (let next: number | null = from; ; ) {
    const part = await ctx.store.events.measure(query, { from: next, upTo }, stops.gone)
    sum.matching += part.matching
    sum.bytes += part.bytes
    if (part.oldest !== null) sum.oldest = Math.min(sum.oldest ?? part.oldest, part.oldest)
    if (part.newest !== null) sum.newest = Math.max(sum.newest ?? part.newest, part.newest)
    next = part.next
    if (stops.stopping.aborted) throw stopped('Nothing was deleted.')
    if (next === null || performance.now() > until) {
      return { ...sum, complete: next === null, upTo, askedAt, cursor: next }
    }
  }
}

async function deleteMatching(
  ctx: AppContext,
  query: Query,
  { from, upTo, askedAt, until }: Asked & { from: number },
  stops: Stops,
): Promise<DeletedEvents> {
  return telling(ctx, stops, async (signal, tell) => {
    let deleted = 0
    for (let next: number | null = from; ; ) {
      const range: SeqRange = { from: next, upTo }
      const part = await ctx.store.events.deleteMatching(query, range, signal)
      deleted += part.deleted
      tell(part.deleted)
      next = part.next
      if (next === null || signal.aborted || performance.now() > until) {
        return { deleted, complete: next === null, upTo, askedAt, cursor: next }
      }
    }
  })
}

function deleteByIds(
  ctx: AppContext,
  ids: string[],
  { upTo, askedAt }: Asked,
  stops: Stops,
): Promise<DeletedEvents> {
  return telling(ctx, stops, async (signal, tell) => {
    let deleted = 0
    for (let from = 0; from < ids.length && !signal.aborted; from += IDS) {
      const some = await ctx.store.events.deleteByIds(ids.slice(from, from + IDS), signal)
      deleted += some
      tell(some)
    }
    return { deleted, complete: !signal.aborted, upTo, askedAt, cursor: null }
  })
}

/** Lets pages know while events go, and what a deletion that was cut off has taken. */
async function telling(
  ctx: AppContext,
  { gone, stopping }: Stops,
  work: (signal: AbortSignal, tell: (deleted: number) => void) => Promise<DeletedEvents>,
): Promise<DeletedEvents> {
  let [total, untold, toldAt] = [0, 0, performance.now()]
  const publish = () => {
    if (untold === 0) return
    untold = 0
    toldAt = performance.now()
    ctx.bus.publish({ kind: 'deleted' })
    ctx.bus.publish({ kind: 'counts' })
  }
  const tell = (deleted: number) => {
    total += deleted
    untold += deleted
    if (performance.now() - toldAt >= TELL_MS) publish()
  }
  const words = () => `${total.toLocaleString('en')} ${total === 1 ? 'event was' : 'events were'} deleted`
  try {
    const done = await withLinkedSignal([gone, stopping], (signal) => work(signal, tell))
    if (gone.aborted) ctx.log.info({ deleted: total }, 'a deletion was broken off by its client')
    if (stopping.aborted && !done.complete) throw stopped(`${words()}; ask again for the others.`)
    return done
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error
    ctx.log.error({ err: error }, 'events could not be deleted')
    throw new AppError(
      503,
      'STORE_UNAVAILABLE',
      `The store cannot write now. At least ${words()}; ask again for the others.`,
    )
  } finally {
    publish()
  }
}

function stopped(words: string): AppError {
  return new AppError(503, 'STOPPING', `The server is being stopped. ${words}`)
}
