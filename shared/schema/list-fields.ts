import type { Path } from '../change.ts'
import { fieldName } from './field-name.ts'
import type { JsonSchema } from './json-schema.ts'
import { type FieldFacts, fieldAt, forms, isSchema } from './schema-at.ts'

/** A field that a JSON Schema names, as a table shows it. */
export interface ListedField extends FieldFacts {
  /** `data.teams[].id`. */
  name: string
  /** Its types in words: `text`, `whole number or null`, `one of "new", "ongoing"`. */
  types: string
  required: boolean
}

const MOST_FIELDS = 1000
const DEEPEST = 12

/** Every field that a JSON Schema names, in its order, what is in an object after the object. */
export function listFields(schema: JsonSchema): ListedField[] {
  const fields: ListedField[] = []
  const listed = new Map<string, Set<JsonSchema>>()
  const visit = (one: JsonSchema, path: Path) => {
    if (path.length > DEEPEST) return
    const all = forms(schema, one)
    const required = new Set(all.flatMap((form) => (Array.isArray(form['required']) ? form['required'] : [])))
    for (const form of all) {
      for (const [key, below] of Object.entries(isSchema(form['properties']) ? form['properties'] : {})) {
        if (!isSchema(below) || fields.length >= MOST_FIELDS) continue
        const at = [...path, key]
        const facts = fieldAt(schema, at)
        if (facts === null) continue
        const name = fieldName(at)
        // Alternatives can name the same field, each with others inside.
        const before = listed.get(name)
        if (before?.has(below)) continue
        listed.set(name, new Set(before).add(below))
        if (before === undefined) {
          fields.push({ name, types: typesOf(schema, below), required: required.has(key), ...facts })
        }
        visit(below, at)
      }
      if (isSchema(form['items'])) visit(form['items'], [...path, 0])
    }
  }
  visit(schema, [])
  return fields
}

const words: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  array: 'list',
}

function typesOf(root: JsonSchema, schema: JsonSchema): string {
  const types = forms(root, schema).flatMap((form) => {
    if (Array.isArray(form['enum'])) {
      return [`one of ${form['enum'].map((value) => JSON.stringify(value)).join(', ')}`]
    }
    if (form['const'] !== undefined) return [JSON.stringify(form['const'])]
    if (form['format'] === 'uuid') return ['UUID']
    const { type } = form
    const names = Array.isArray(type) ? type : type === undefined ? [] : [type]
    return names.map((name) => words[String(name)] ?? String(name))
  })
  return types.length === 0 ? 'any' : [...new Set(types)].join(' or ')
}
