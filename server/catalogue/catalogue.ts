import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { checkPayload } from '../../shared/schema/check.ts'
import type { SchemaCheck } from '../../shared/schema/finding.ts'
import { type JsonSchema, toJsonSchema } from '../../shared/schema/json-schema.ts'
import { eventTypes, payloadSchemaOf } from '../../shared/stack/registry.ts'

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
  /** Holds a payload that came to an endpoint against the schema of its type. Any JSON may come in. */
  check(endpointSlug: string, payload: unknown): SchemaCheck
  /** Whether an endpoint has schemas of its own, and knows no others. */
  hasOwn(endpointSlug: string): boolean
  /** What the configuration brings. */
  configured: readonly ConfiguredSchema[]
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
  return {
    check: (endpointSlug, payload) => {
      const type = typeOf(payload)
      return checkPayload(type === null ? null : schemaOf(endpointSlug, type), payload)
    },
    hasOwn: (endpointSlug) => ofEndpoints.has(endpointSlug),
    configured,
    version: versionOf(configured),
  }
}

function typeOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, 'type')) return null
  const { type } = payload as { type: unknown }
  return typeof type === 'string' ? type : null
}

function versionOf(configured: readonly ConfiguredSchema[]): string {
  const hash = createHash('sha256')
  for (const type of eventTypes) {
    const schema = payloadSchemaOf(type)
    hash.update(JSON.stringify([type, schema && toJsonSchema(schema)]))
  }
  for (const { type, endpointSlug, jsonSchema } of configured) {
    hash.update(JSON.stringify([type, endpointSlug, jsonSchema]))
  }
  return hash.digest('base64url').slice(0, 16)
}
