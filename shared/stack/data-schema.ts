import { type JsonSchema, toJsonSchema } from '../schema/json-schema.ts'
import { eventTypeOf } from './registry.ts'

/** The JSON Schema of a type's `data`; `true`, anything, where the type is not known. */
export function dataSchemaOf(type: string): JsonSchema | true {
  const known = eventTypeOf(type)
  return known ? toJsonSchema(known.data) : true
}
