import { z } from 'zod'

/** A JSON Schema as files and clients have it. */
export type JsonSchema = Record<string, unknown>

/**
 * The JSON Schema (draft 2020-12) of a schema. Fields that it does not name are allowed there, as a sender may add
 * some at any time; that they are drift is ours to say.
 */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.format === 'uuid') delete jsonSchema.pattern
    },
  }) as JsonSchema
}

/**
 * Makes a schema of a JSON Schema (draft 2020-12, 7 or 4). Objects that name their properties and say nothing of
 * others are closed, so that others are drift. @throws Error what cannot be read
 */
export function fromJsonSchema(jsonSchema: unknown): z.ZodType {
  if (typeof jsonSchema !== 'object' || jsonSchema === null || Array.isArray(jsonSchema)) {
    throw new Error('A JSON Schema is an object.')
  }
  const made = closed(jsonSchema as JsonSchema, partsIn(jsonSchema))
  return z.fromJSONSchema(made as Parameters<typeof z.fromJSONSchema>[0])
}

/** Keywords below which other schemas stand, each under a name. */
const named = ['properties', '$defs', 'definitions'] as const
const forms = ['anyOf', 'oneOf'] as const
/** Keywords below which one or several stand. */
const plain = ['items', 'prefixItems', 'allOf', ...forms] as const

/** Words that say which properties there are. */
const saying = ['properties', '$ref', 'allOf', ...forms] as const

/** Whether an object has properties of its own and forms with more, which together name what there is, as `allOf`. */
function isInParts(schema: JsonSchema): boolean {
  const inForms = forms.flatMap((keyword) => schema[keyword])
  return (
    isObject(schema['properties']) &&
    inForms.some((form) => isObject(form) && saying.some((word) => word in form))
  )
}

/** The references by which schemas are parts of others. */
function partsIn(value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return found
  if (isObject(value)) {
    const parts = [value['allOf'], ...(isInParts(value) ? forms.map((keyword) => value[keyword]) : [])].flat()
    for (const part of parts) if (isObject(part) && '$ref' in part) found.add(part['$ref'])
  }
  for (const one of Object.values(value)) partsIn(one, found)
  return found
}

/**
 * @param parts references to schemas that are parts of others
 * @param isPart together with others it names what there is: it stays open
 */
function closed(schema: JsonSchema, parts: ReadonlySet<unknown>, isPart = false): JsonSchema {
  const made: JsonSchema = { ...schema }
  const inParts = isInParts(schema)
  for (const keyword of named) {
    const schemas = made[keyword]
    if (isObject(schemas)) {
      made[keyword] = Object.fromEntries(
        Object.entries(schemas).map(([name, one]) => [
          name,
          isObject(one) ? closed(one, parts, parts.has(`#/${keyword}/${name}`)) : one,
        ]),
      )
    }
  }
  for (const keyword of plain) {
    const below = made[keyword]
    const areParts =
      keyword === 'allOf' || ((isPart || inParts) && (keyword === 'anyOf' || keyword === 'oneOf'))
    if (Array.isArray(below))
      made[keyword] = below.map((one) => (isObject(one) ? closed(one, parts, areParts) : one))
    else if (isObject(below)) made[keyword] = closed(below, parts)
  }
  const saysMore =
    isPart ||
    inParts ||
    ['additionalProperties', 'patternProperties', 'allOf', 'unevaluatedProperties', '$ref'].some(
      (keyword) => keyword in made,
    )
  if (isObject(made['properties'])) {
    // By the letter it would let pass what is no object at all, which nobody means.
    made['type'] ??= 'object'
    if (!saysMore) made['additionalProperties'] = false
  }
  return made
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
