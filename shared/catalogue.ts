import { z } from 'zod'
import { entitySchema } from './event.ts'

/** How many events of a type are stored, and when the newest was received. */
const receivedSchema = z.object({ count: z.int(), lastAt: z.int() })

/** An event type that has a schema. */
export const catalogueTypeSchema = z.object({
  type: z.string(),
  label: z.string(),
  /** What it stands under: a family of Stack's types, or where the configuration has it. */
  family: z.string(),
  /** `stack`: Stack's own. `configured`: the configuration brings it. */
  source: z.enum(['stack', 'configured']),
  /** The only endpoint at which it is known; null: all that have no schemas of their own. */
  endpointSlug: z.string().nullable(),
  sentWhen: z.string().nullable(),
  /** Sent, though the sender's public list leaves it out. */
  undocumented: z.boolean(),
  entityKind: entitySchema.shape.kind.nullable(),
  /** Of the whole payload. */
  jsonSchema: z.record(z.string(), z.unknown()),
  /** A payload; null: there is none. */
  example: z.unknown(),
  /** What is not sent about what it tells of, in sentences. */
  unsent: z.array(z.string()),
  /** Null: none is stored. */
  received: receivedSchema.nullable(),
})
export type CatalogueType = z.infer<typeof catalogueTypeSchema>

/** A type that was received and has no schema. */
export const unknownTypeSchema = receivedSchema.extend({ type: z.string(), endpointSlug: z.string() })
export type UnknownType = z.infer<typeof unknownTypeSchema>

export const catalogueSchema = z.object({
  types: z.array(catalogueTypeSchema),
  /** The most frequent ones, 100 at most. */
  unknown: z.array(unknownTypeSchema),
  /** What somebody does, what Stack sends about it, and what it does not send. */
  actions: z.array(
    z.object({
      action: z.string(),
      sends: z.array(z.string()),
      note: z.string().nullable(),
      doesNotSend: z.array(z.string()),
    }),
  ),
})
export type Catalogue = z.infer<typeof catalogueSchema>

/** The types that are known at an endpoint: its own, or else those of all. */
export function typesAt(types: readonly CatalogueType[], endpointSlug: string | null): CatalogueType[] {
  const own = types.filter((one) => endpointSlug !== null && one.endpointSlug === endpointSlug)
  return own.length > 0 ? own : types.filter((one) => one.endpointSlug === null)
}

/** What the catalogue has for the events of a type at an endpoint; null: nothing. */
export function typeAt(
  types: readonly CatalogueType[],
  type: string | null,
  endpointSlug: string,
): CatalogueType | null {
  return typesAt(types, endpointSlug).find((one) => one.type === type) ?? null
}
