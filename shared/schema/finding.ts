import { z } from 'zod'
import { pathSchema } from '../change.ts'

/**
 * How a payload stands to the schema of its type: `valid`; `drift`, it has fields that the schema does not name;
 * `invalid`, a field is missing or of another type; `unknown`, there is no schema for it, or it is too
 * much to be checked.
 */
export const schemaStates = ['valid', 'drift', 'invalid', 'unknown'] as const
export const schemaStateSchema = z.enum(schemaStates)
export type SchemaState = z.infer<typeof schemaStateSchema>

/** What is not as the schema says, and where. `found` and `expected` are words for readers. */
export const findingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drift'), path: pathSchema, found: z.string() }),
  z.object({ kind: z.literal('invalid'), path: pathSchema, expected: z.string(), found: z.string() }),
])
export type Finding = z.infer<typeof findingSchema>

/** What came of holding a payload against its schema. */
export const schemaCheckSchema = z.object({ state: schemaStateSchema, findings: z.array(findingSchema) })
export type SchemaCheck = z.infer<typeof schemaCheckSchema>
