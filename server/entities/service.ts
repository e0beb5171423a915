import type { Entity, EventSummary } from '../../shared/event.ts'
import type { EntityState } from '../../shared/history.ts'
import { saysOfEntity } from '../../shared/stack/says.ts'
import { isBelieved } from '../../shared/verdict.ts'
import type { AppContext } from '../context.ts'
import type { StoredEvent } from '../store/event-store.ts'
import { findBefore, queryOf } from './find.ts'

const MOST_CHANGES = 1000

/**
 * What the sender last said of an entity, up to an event (inclusive). Events that failed verification or have no
 * signature, though their endpoint has a secret, say nothing: anybody may have sent them.
 */
export async function readState(
  ctx: AppContext,
  entity: Entity,
  { at, endpoint }: { at?: number | undefined; endpoint?: string | undefined },
  signal: AbortSignal,
): Promise<EntityState> {
  const query = queryOf(ctx, entity, endpoint)
  const toldBefore = async (before: number | null): Promise<StoredEvent | null> => {
    const found = await findBefore(ctx, entity, { query, before }, tellsState, signal)
    return found && ctx.store.events.get(found.id)
  }
  const event = await toldBefore(at === undefined ? null : at + 1)
  if (event === null) return { entity, state: 'unknown', from: null, data: null, change: null }
  const state = saysOfEntity(event.type) ?? 'unknown'
  const before = state === 'present' ? await toldBefore(event.seq) : null
  return {
    entity,
    state,
    from: { eventId: event.id, type: event.type, receivedAt: event.receivedAt },
    data: await ctx.differ.dataText(event.body, signal),
    change:
      before && saysOfEntity(before.type) === 'present' ? await changeOf(ctx, before, event, signal) : null,
  }
}

function tellsState({ type, verdict }: EventSummary): boolean {
  return isBelieved(verdict) && saysOfEntity(type) !== null
}

async function changeOf(
  { differ }: AppContext,
  before: StoredEvent,
  event: StoredEvent,
  signal: AbortSignal,
): Promise<EntityState['change']> {
  const question = { most: MOST_CHANGES, dataOnly: true }
  const { payload } = await differ.compareBodies(before.body, event.body, question, signal)
  return payload && { against: before.id, changes: payload.changes, total: payload.total }
}
