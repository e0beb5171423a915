import type { z } from 'zod'
import type { EventPage, listEventsQuerySchema, Stats } from '../../shared/api.ts'
import type { EventDetail } from '../../shared/event.ts'
import { bodyAsJson } from '../body-json.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { type AppError, notFound } from '../errors.ts'
import { readQuery } from '../read-query.ts'
import type { StoredEvent } from '../store/store.ts'
import { diagnoseStored } from './diagnosis.ts'
import { noteCause, topCauseOf } from './explainer.ts'

export async function listEvents(
  ctx: AppContext,
  { q, endpoint, limit, cursor }: z.infer<typeof listEventsQuerySchema>,
): Promise<EventPage> {
  const query = readQuery(q, 'q')
  if (endpoint !== undefined) {
    query.terms.push({ field: 'endpoint', value: requireEndpoint(ctx, endpoint).slug })
  }
  const { events, nextCursor, lastSeq } = await ctx.store.events.listBefore(query, cursor ?? null, limit)
  return { events, nextCursor, indexedUpTo: lastSeq }
}

export async function getEvent(ctx: AppContext, id: string): Promise<EventDetail> {
  const event = await requireEvent(ctx, id)
  const { body, ...rest } = event
  const diagnosis = await diagnoseStored(ctx, event)
  void noteCause(ctx, event, diagnosis)
  return { ...rest, topCause: topCauseOf(event, diagnosis), body: bodyAsJson(body), diagnosis }
}

export function countEvents(ctx: AppContext, q: string): Promise<Stats> {
  return ctx.store.events.stats(readQuery(q, 'q'))
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

function noEvent(id: string): AppError {
  return notFound('event', `There is no event "${id}" here: it was deleted, or never came.`)
}
