import { type Catalogue, type CatalogueType, typeAt, type UnknownType } from '../../shared/catalogue.ts'
import { stackActions } from '../../shared/stack/actions.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import type { ReceivedType } from '../store/schema-store.ts'

const MOST_UNKNOWN = 100

/** Every type with its schema, and how often it came; and the types that came and have none. */
export async function getCatalogue(ctx: AppContext): Promise<Catalogue> {
  const received = await ctx.store.schemas.received()
  const slugOf = (endpointId: string) => ctx.registry.byIdOrSlug(endpointId)?.slug ?? ''
  const placed = received.map((one) => ({ ...one, endpointSlug: slugOf(one.endpointId) }))
  const { types } = ctx.catalogue
  const knownOf = new Map(placed.map((one) => [one, typeAt(types, one.type, one.endpointSlug)]))
  const found = types.map((known) => ({
    ...known,
    received: together(placed.filter((one) => knownOf.get(one) === known)),
  }))
  const unknown = placed
    .filter((one) => knownOf.get(one) === null)
    .slice(0, MOST_UNKNOWN)
    .map(({ type, endpointSlug, count, lastAt }): UnknownType => ({ type, endpointSlug, count, lastAt }))
  return { types: found, unknown, actions: [...stackActions] }
}

/** Somebody has seen what drifted at an endpoint since `upTo` at the latest; of what came later nobody knows yet. */
export async function markDriftsSeen(ctx: AppContext, idOrSlug: string, upTo: number): Promise<void> {
  await ctx.store.schemas.markSeen(requireEndpoint(ctx, idOrSlug).id, upTo, ctx.now())
  await ctx.drifts.reload()
  ctx.bus.publish({ kind: 'endpoints' })
}

function together(received: ReceivedType[]): CatalogueType['received'] {
  if (received.length === 0) return null
  return {
    count: received.reduce((sum, { count }) => sum + count, 0),
    lastAt: Math.max(...received.map(({ lastAt }) => lastAt)),
  }
}
