import type { z } from 'zod'
import type { Entity, EventSummary } from '../../shared/event.ts'
import type { HistoryEntry, HistoryPage, historyQuerySchema } from '../../shared/history.ts'
import type { Query } from '../../shared/query/query.ts'
import { messageMadeAt } from '../../shared/svix/message-time.ts'
import type { AppContext } from '../context.ts'
import type { StoredEvent } from '../store/event-store.ts'
import { findBefore, isAbout, queryOf } from './find.ts'

/** How long one answer may take to find events; the next one goes on. */
const ANSWER_MS = 200
const MOST_CHANGES = 50

/**
 * A page of an entity's history. Each event is compared with the one before it in arrival of the same endpoint, in
 * whatever order they are asked for, and whatever field they are filtered by.
 */
export async function readHistory(
  ctx: AppContext,
  entity: Entity,
  { order, cursor, limit, endpoint, field }: z.infer<typeof historyQuerySchema>,
  signal: AbortSignal,
): Promise<HistoryPage> {
  const until = performance.now() + ANSWER_MS
  const query = queryOf(ctx, entity, endpoint)
  const reader = new HistoryReader(ctx, entity, { query, order }, signal)
  const path = field?.split('.') ?? null
  const entries: HistoryEntry[] = []
  let from = cursor ?? null
  for (;;) {
    const { events, next } = await readPart(ctx, query, { order, from, limit }, signal)
    if (order === 'newest') reader.knowOrder(events)
    for (const [place, event] of events.entries()) {
      const entry = isAbout(event, entity) ? await reader.entryOf(event, path) : null
      if (entry) entries.push(entry)
      const isLast = place === events.length - 1
      const isFull = entries.length === limit
      if (!isFull && (performance.now() < until || isLast)) continue
      if (isLast && next === null) break
      return { entity, entries, nextCursor: isLast ? next : event.seq, complete: isFull }
    }
    if (next === null) return { entity, entries, nextCursor: null, complete: true }
    if (performance.now() >= until) return { entity, entries, nextCursor: next, complete: false }
    from = next
  }
}

/** The next events that may be of the entity; `next` null: there are no more. */
async function readPart(
  ctx: AppContext,
  query: Query,
  { order, from, limit }: { order: 'oldest' | 'newest'; from: number | null; limit: number },
  signal: AbortSignal,
): Promise<{ events: EventSummary[]; next: number | null }> {
  const { events: store } = ctx.store
  if (order === 'newest') {
    const { events, nextCursor } = await store.listBefore(query, from, limit, signal)
    return { events, next: nextCursor }
  }
  const { events, upTo } = await store.listAfter(query, from ?? 0, limit, signal)
  return { events, next: upTo >= store.lastSeq() ? null : upTo }
}

interface Asked {
  query: Query
  order: 'oldest' | 'newest'
}

class HistoryReader {
  private readonly ctx: AppContext
  private readonly entity: Entity
  private readonly query: Query
  private readonly order: Asked['order']
  private readonly signal: AbortSignal
  /** Of each endpoint the event that was read last, with its body: the next one is often compared with it. */
  private readonly last = new Map<string, StoredEvent>()
  /** Of events that are read newest first, the one before each of the same endpoint. */
  private readonly before = new Map<string, EventSummary>()

  constructor(ctx: AppContext, entity: Entity, { query, order }: Asked, signal: AbortSignal) {
    this.ctx = ctx
    this.entity = entity
    this.query = query
    this.order = order
    this.signal = signal
  }

  knowOrder(newestFirst: EventSummary[]): void {
    const later = new Map<string, EventSummary>()
    for (const event of newestFirst) {
      if (!isAbout(event, this.entity)) continue
      const after = later.get(event.endpointId)
      if (after) this.before.set(after.id, event)
      later.set(event.endpointId, event)
    }
  }

  /** Null: the event is gone, or nothing changed at the path. */
  async entryOf(summary: EventSummary, path: string[] | null): Promise<HistoryEntry | null> {
    const { differ, store } = this.ctx
    const event = this.keptOf(summary) ?? (await store.events.get(summary.id))
    if (event === null) return null
    const before = await this.eventBefore(summary)
    // Newest first, the next one is the one before; oldest first, it will be compared with this one.
    this.last.set(summary.endpointId, this.order === 'newest' ? (before ?? event) : event)
    if (path && !(await differ.changedAt(before?.body ?? null, event.body, path, this.signal))) return null
    return {
      event: summary,
      madeAt: messageMadeAt(summary),
      change: before && (await this.changeOf(before, event)),
    }
  }

  private keptOf({ id, endpointId }: EventSummary): StoredEvent | null {
    const last = this.last.get(endpointId)
    return last?.id === id ? last : null
  }

  private async eventBefore(event: EventSummary): Promise<StoredEvent | null> {
    const { endpointId, seq, id } = event
    const last = this.last.get(endpointId)
    if (this.order === 'oldest' && last) return last
    const known =
      this.before.get(id) ??
      (await findBefore(
        this.ctx,
        this.entity,
        { query: this.query, before: seq },
        (other) => other.endpointId === endpointId,
        this.signal,
      ))
    return known && (await this.ctx.store.events.get(known.id))
  }

  private async changeOf(before: StoredEvent, event: StoredEvent): Promise<HistoryEntry['change']> {
    const question = { most: MOST_CHANGES, dataOnly: true }
    const { payload, differsAt } = await this.ctx.differ.compareBodies(
      before.body,
      event.body,
      question,
      this.signal,
    )
    return payload && { against: before.id, ...payload, sameBytes: differsAt === null }
  }
}
