import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { slugSchema } from '../shared/endpoint.ts'
import { fromJsonSchema, type JsonSchema } from '../shared/schema/json-schema.ts'
import { eventTypeOf } from '../shared/stack/registry.ts'
import type { ConfiguredSchema } from './catalogue/catalogue.ts'

/** A schema as the configuration file names it: of a whole payload, in a file of its own. */
export const fileSchemaSchema = z.strictObject({
  type: z.string().min(1).max(256),
  file: z.string().min(1),
  label: z.string().min(1).max(100).optional(),
  endpoint: slugSchema.optional(),
})
type FileSchema = z.infer<typeof fileSchemaSchema>

/** Whether two would be asked about the same events. */
export function isOfSame(one: FileSchema, other: FileSchema): boolean {
  return one.type === other.type && one.endpoint === other.endpoint
}

/** Reads the JSON Schema in the file that an entry names. @throws Error what cannot be read or used */
export function readFileSchema(
  { type, file, label = undefined, endpoint }: FileSchema,
  folder: string,
): ConfiguredSchema {
  if (endpoint === undefined && eventTypeOf(type)) {
    throw new Error(
      `the type "${type}" is Stack's. Name the "endpoint" that gets events of this name from another sender.`,
    )
  }
  const path = resolve(folder, file)
  try {
    const jsonSchema: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const schema = fromJsonSchema(jsonSchema)
    // Reading one payload tells of references that lead nowhere.
    schema.safeParse({ type })
    return {
      type,
      label: label ?? null,
      endpointSlug: endpoint ?? null,
      schema,
      jsonSchema: jsonSchema as JsonSchema,
    }
  } catch (error) {
    throw new Error(`the schema of "${type}" cannot be used: ${path}: ${(error as Error).message}`)
  }
}
