import type { z } from 'zod'
import type { EventPage, listEventsQuerySchema, Stats, statsQuerySchema } from '../../shared/api.ts'
import type { EventDetail } from '../../shared/event.ts'
import { allOf, atTime, type Query } from '../../shared/query/query.ts'
import { bodyAsJson } from '../body-json.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { type AppError, notFound } from '../errors.ts'
import { checkBody } from '../ingest/read-payload.ts'
import { readQuery } from '../read-query.ts'
import type { StoredEvent } from '../store/event-store.ts'
import { diagnoseStored } from './diagnosis.ts'
import { noteCause, topCauseOf } from './explainer.ts'

export async function listEvents(
  ctx: AppContext,
  { q, endpoint, limit, cursor, after, at }: z.infer<typeof listEventsQuerySchema>,
  signal: AbortSignal,
): Promise<EventPage> {
  const asked = atTime(readQuery(q, 'q'), ctx.now())
  const query = endpoint === undefined ? asked : allOf([asked, ofEndpoint(ctx, endpoint)])
  if (after !== undefined) return listNewer(ctx, query, after, limit, signal)
  const place = at === undefined ? cursor && cursor - 1 : await ctx.store.events.placeOfTime(at)
  const before = place === undefined ? null : place + 1
  const { lastSeq, ...page } = await ctx.store.events.listBefore(query, before, limit, signal)
  return {
    ...page,
    prevCursor: place === undefined || place >= lastSeq ? null : place,
    searchedTo: page.complete ? null : await ctx.store.events.timeFrom(page.nextCursor ?? 0),
    indexedUpTo: lastSeq,
  }
}

/** What came after a seq, newest first like every page. */
async function listNewer(
  ctx: AppContext,
  query: Query,
  after: number,
  limit: number,
  signal: AbortSignal,
): Promise<EventPage> {
  const { events, upTo } = await ctx.store.events.listAfter(query, after, limit, signal)
  const isAtEnd = upTo >= ctx.store.events.lastSeq()
  return {
    events: events.toReversed(),
    nextCursor: after === 0 ? null : after + 1,
    prevCursor: isAtEnd ? null : upTo,
    complete: isAtEnd || events.length === limit,
    searchedTo: null,
    indexedUpTo: upTo,
  }
}

export async function getEvent(ctx: AppContext, id: string): Promise<EventDetail> {
  const event = await requireEvent(ctx, id)
  const { body, ...rest } = event
  const diagnosis = await diagnoseStored(ctx, event)
  void noteCause(ctx, event, diagnosis)
  const { findings } = checkBody(ctx.catalogue, event.endpointSlug, body)
  return { ...rest, topCause: topCauseOf(event, diagnosis), body: bodyAsJson(body), findings, diagnosis }
}

export function countEvents(
  ctx: AppContext,
  { q, buckets, bucket, from, to, cursor }: z.infer<typeof statsQuerySchema>,
  signal: AbortSignal,
): Promise<Stats> {
  const options = {
    bars: buckets,
    leastMs: bucket,
    from: from ?? null,
    to: to ?? null,
    cursor: cursor ?? null,
  }
  return ctx.store.events.stats(atTime(readQuery(q, 'q'), ctx.now()), options, signal)
}

export async function deleteEvent(ctx: AppContext, id: string): Promise<void> {
  if (!(await ctx.store.events.delete(id))) throw noEvent(id)
  ctx.bus.publish({ kind: 'deleted' })
  ctx.bus.publish({ kind: 'counts' })
}

/** @throws AppError 404 */
export async function requireEvent(ctx: AppContext, id: string): Promise<StoredEvent> {
  const event = await ctx.store.events.get(id)
  if (!event) throw noEvent(id)
  return event
}

/** @throws AppError 404 */
export function ofEndpoint(ctx: AppContext, idOrSlug: string): Query {
  const { slug } = requireEndpoint(ctx, idOrSlug)
  return { kind: 'term', field: 'endpoint', pattern: { text: slug, wildcard: false } }
}

/** What is said of an id that no event has. */
export function noEvent(id: string): AppError {
  return notFound('event', `There is no event "${id}" here: it was deleted, or never came.`)
}
