import type { Path } from '../change.ts'
import type { JsonSchema } from './json-schema.ts'

/** What a JSON Schema says of a field, for readers. */
export interface FieldFacts {
  description: string | null
  deprecated: boolean
  /** Sent, though the sender's public description leaves it out (`x-undocumented`). */
  undocumented: boolean
  /** What its number counts (`x-time`); null: no time. */
  time: 'epoch-millis' | null
  /** Whose id it is (`x-entity`); null: nobody's that is known. */
  entity: string | null
}

/** Payloads go no deeper than this where a schema speaks of them; one that refers to itself could go on for ever. */
const DEEPEST = 64

/** What a JSON Schema says of the field at a path; null: it does not name it. */
export function fieldAt(schema: JsonSchema, path: Path): FieldFacts | null {
  let here = [schema]
  for (const step of path.slice(0, DEEPEST)) {
    // Each once: of a schema whose alternatives refer to itself there would be twice as many at every step.
    const all = new Set(here.flatMap((one) => forms(schema, one)))
    here = [...new Set([...all].flatMap((one) => below(one, step)))]
  }
  return here.length === 0 || path.length > DEEPEST
    ? null
    : factsOf(here.flatMap((one) => [one, ...forms(schema, one)]))
}

/** A schema in all the forms that it may have: itself, what it refers to, and its alternatives. */
export function forms(root: JsonSchema, schema: JsonSchema, depth = 0): JsonSchema[] {
  if (depth > 8) return []
  const referred = typeof schema['$ref'] === 'string' ? resolve(root, schema['$ref']) : null
  const others = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => listOf(schema[keyword]))
  if (referred) others.push(referred)
  return [schema, ...others.flatMap((one) => forms(root, one, depth + 1))]
}

function below(schema: JsonSchema, step: string | number): JsonSchema[] {
  if (typeof step === 'number') {
    const first = listOf(schema['prefixItems'])[step]
    if (first) return [first]
    return isSchema(schema['items']) ? [schema['items']] : []
  }
  const { properties } = schema
  if (!isSchema(properties) || !Object.hasOwn(properties, step)) return []
  const found = properties[step]
  return isSchema(found) ? [found] : []
}

function factsOf(schemas: JsonSchema[]): FieldFacts {
  const first = (keyword: string) => schemas.map((one) => one[keyword]).find((value) => value !== undefined)
  const [description, entity] = [first('description'), first('x-entity')]
  return {
    description: typeof description === 'string' ? description : null,
    deprecated: first('deprecated') === true,
    undocumented: first('x-undocumented') === true,
    time: first('x-time') === 'epoch-millis' ? 'epoch-millis' : null,
    entity: typeof entity === 'string' ? entity : null,
  }
}

/** A reference within the same schema, as a JSON Pointer (RFC 6901). */
function resolve(root: JsonSchema, ref: string): JsonSchema | null {
  if (!ref.startsWith('#')) return null
  let at: unknown = root
  for (const step of ref.slice(1).split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null
    at = (at as Record<string, unknown>)[key]
  }
  return isSchema(at) ? at : null
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}
