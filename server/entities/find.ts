import type { Entity, EventSummary } from '../../shared/event.ts'
import { allOf, type Query } from '../../shared/query/query.ts'
import type { AppContext } from '../context.ts'
import { ofEndpoint } from '../events/service.ts'

/** So many events are looked at in one go. */
const AT_ONCE = 100

/** What finds the events of an entity, and some others: ids of users are part of the ids of memberships. */
export function queryOf(ctx: AppContext, { id }: Entity, endpoint: string | undefined): Query {
  const query: Query = { kind: 'term', field: 'entity', id }
  return endpoint === undefined ? query : allOf([query, ofEndpoint(ctx, endpoint)])
}

export function isAbout({ entity }: EventSummary, { kind, id }: Entity): boolean {
  return entity !== null && entity.kind === kind && entity.id === id
}

/** Looks back from a seq (exclusive) for the first event of an entity that is wanted; null: there is none. */
export async function findBefore(
  ctx: AppContext,
  entity: Entity,
  { query, before }: { query: Query; before: number | null },
  isWanted: (event: EventSummary) => boolean,
  signal: AbortSignal,
): Promise<EventSummary | null> {
  let cursor = before
  for (;;) {
    const page = await ctx.store.events.listBefore(query, cursor, AT_ONCE, signal)
    const found = page.events.find((event) => isAbout(event, entity) && isWanted(event))
    if (found) return found
    if (page.nextCursor === null) return null
    cursor = page.nextCursor
  }
}
