import type { Entity } from '../../shared/event.ts'
import type { EntityState } from '../../shared/history.ts'
import { saysOfEntity } from '../../shared/stack/says.ts'
import { isBelieved } from '../../shared/verdict.ts'
import type { AppContext } from '../context.ts'
import { findBefore, queryOf } from './find.ts'

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
  const found = await findBefore(
    ctx,
    entity,
    { query: queryOf(ctx, entity, endpoint), before: at === undefined ? null : at + 1 },
    ({ type, verdict }) => isBelieved(verdict) && saysOfEntity(type) !== null,
    signal,
  )
  const event = found && (await ctx.store.events.get(found.id))
  if (!event) return { entity, state: 'unknown', from: null, data: null }
  return {
    entity,
    state: saysOfEntity(event.type) ?? 'unknown',
    from: { eventId: event.id, type: event.type, receivedAt: event.receivedAt },
    data: await ctx.differ.dataText(event.body, signal),
  }
}
