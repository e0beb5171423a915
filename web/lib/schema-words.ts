import type { SchemaState } from '../../shared/schema/finding.ts'

/** What a row says of a payload that is not as its schema has it; the other states go without saying. */
export const schemaNotes: Partial<Record<SchemaState, { name: string; means: string }>> = {
  drift: { name: 'drift', means: 'The payload has fields that the schema of its type does not name.' },
  invalid: { name: 'invalid', means: 'The payload is not as the schema of its type says.' },
}
