import type { Catalogue, CatalogueType, UnknownType } from '../../shared/catalogue.ts'
import { toJsonSchema } from '../../shared/schema/json-schema.ts'
import { stackActions } from '../../shared/stack/actions.ts'
import { families, payloadSchemaOf } from '../../shared/stack/registry.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import type { ReceivedType } from '../store/schema-store.ts'

const MOST_UNKNOWN = 100

/** Every type with its schema, and how often it came; and the types that came and have none. */
export async function getCatalogue(ctx: AppContext): Promise<Catalogue> {
  const received = await ctx.store.schemas.received()
  const slugOf = (endpointId: string) => ctx.registry.byIdOrSlug(endpointId)?.slug ?? ''
  const placed = received.map((one) => ({ ...one, endpointSlug: slugOf(one.endpointId) }))
  const types = knownTypes(ctx)
  const ofType = (known: CatalogueType) =>
    placed.filter(
      ({ type, endpointSlug }) =>
        type === known.type &&
        (known.endpointSlug === null
          ? !ctx.catalogue.hasOwn(endpointSlug)
          : endpointSlug === known.endpointSlug),
    )
  const found = types.map((known) => ({ ...known, received: together(ofType(known)) }))
  const counted = new Set(types.flatMap(ofType))
  const unknown = placed
    .filter((one) => !counted.has(one))
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

function knownTypes({ catalogue }: AppContext): CatalogueType[] {
  const source = exampleSource()
  const ofStack = families.flatMap((family) =>
    family.types.map(({ type, label, sentWhen, undocumented = false, unsent }): CatalogueType => {
      const schema = payloadSchemaOf(type)
      return {
        type,
        label,
        family: family.label,
        source: 'stack',
        endpointSlug: null,
        sentWhen,
        undocumented,
        entityKind: family.entity?.kind ?? null,
        jsonSchema: schema ? toJsonSchema(schema) : {},
        example: samplePayload(type, source),
        unsent: unsent.map(({ says }) => says),
        received: null,
      }
    }),
  )
  const configured = catalogue.configured.map(({ type, label, endpointSlug, jsonSchema }): CatalogueType => {
    const { description, examples } = jsonSchema
    return {
      type,
      label: label ?? type,
      family: 'From the configuration',
      source: 'configured',
      endpointSlug,
      sentWhen: typeof description === 'string' ? description : null,
      undocumented: false,
      entityKind: null,
      jsonSchema,
      example: (Array.isArray(examples) ? examples[0] : null) ?? null,
      unsent: [],
      received: null,
    }
  })
  return [...ofStack, ...configured]
}

/** Examples are the same at every reading. */
function exampleSource() {
  let made = 0
  return {
    uuid: () => `3f0d6c4e-6a0b-4d4e-9d63-${String(++made).padStart(12, '0')}`,
    now: () => Date.UTC(2026, 3, 24, 3, 6, 40),
  }
}

function together(received: ReceivedType[]): CatalogueType['received'] {
  if (received.length === 0) return null
  return {
    count: received.reduce((sum, { count }) => sum + count, 0),
    lastAt: Math.max(...received.map(({ lastAt }) => lastAt)),
  }
}
