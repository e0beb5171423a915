import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { CatalogueType } from '../../shared/catalogue.ts'
import { checkPayload } from '../../shared/schema/check.ts'
import type { SchemaCheck } from '../../shared/schema/finding.ts'
import type { JsonSchema } from '../../shared/schema/json-schema.ts'
import { payloadSchemaOf } from '../../shared/stack/registry.ts'
import { knownTypes } from './known-types.ts'

/** A schema that the configuration brings for a type of another sender. */
export interface ConfiguredSchema {
  type: string
  /** Null: on all endpoints that have none of their own. */
  endpointSlug: string | null
  label: string | null
  /** Of a whole payload. */
  schema: z.ZodType
  jsonSchema: JsonSchema
}

/** The schemas that payloads are checked against. */
export interface Catalogue {
  /** Holds a payload that came to an endpoint against the schema of the type that it has; null: none. */
  check(endpointSlug: string, type: string | null, payload: unknown): SchemaCheck
  /** Every type that has a schema, without what was received of it. */
  types: readonly CatalogueType[]
  /** A digest of all schemas: another one when any of them changed. */
  version: string
}

/**
 * Stack's types are known everywhere, but for endpoints with schemas of their own: another sender's `user.created`
 * is not Stack's.
 */
export function createCatalogue(configured: readonly ConfiguredSchema[]): Catalogue {
  const ofEndpoints = new Map<string, Map<string, z.ZodType>>()
  const ofAll = new Map<string, z.ZodType>()
  for (const { endpointSlug, type, schema } of configured) {
    if (endpointSlug === null) ofAll.set(type, schema)
    else ofEndpoints.set(endpointSlug, (ofEndpoints.get(endpointSlug) ?? new Map()).set(type, schema))
  }
  const schemaOf = (endpointSlug: string, type: string): z.ZodType | null => {
    const own = ofEndpoints.get(endpointSlug)
    return (own ? own.get(type) : (ofAll.get(type) ?? payloadSchemaOf(type))) ?? null
  }
  const types = knownTypes(configured)
  return {
    check: (endpointSlug, type, payload) =>
      checkPayload(type === null ? null : schemaOf(endpointSlug, type), payload),
    types,
    version: versionOf(types),
  }
}

function versionOf(types: readonly CatalogueType[]): string {
  const hash = createHash('sha256')
  for (const { type, endpointSlug, jsonSchema } of types) {
    hash.update(JSON.stringify([type, endpointSlug, jsonSchema]))
  }
  return hash.digest('base64url').slice(0, 16)
}
