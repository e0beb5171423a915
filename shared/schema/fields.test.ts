import fc from 'fast-check'
import { expect, it } from 'vitest'
import { eventTypes, payloadSchemaOf } from '../stack/registry.ts'
import { fieldName } from './field-name.ts'
import { toJsonSchema } from './json-schema.ts'
import { listFields } from './list-fields.ts'
import { fieldAt } from './schema-at.ts'

const schemaOf = (type: string) => toJsonSchema(payloadSchemaOf(type)!)
const user = schemaOf('user.updated')

it('says of a field what its schema says', () => {
  expect(fieldAt(user, ['data', 'signed_up_at_millis'])).toMatchObject({
    description: 'When they signed up',
    time: 'epoch-millis',
    deprecated: false,
  })
  expect(fieldAt(user, ['data', 'selected_team', 'id'])).toMatchObject({ entity: 'team' })
  expect(fieldAt(user, ['data', 'selected_team_id'])).toMatchObject({ entity: 'team' })
  expect(fieldAt(user, ['data', 'auth_with_email'])).toMatchObject({ deprecated: true })
  expect(fieldAt(user, ['data', 'oauth_providers', 3, 'account_id'])).not.toBeNull()
  expect(fieldAt(schemaOf('user.deleted'), ['data', 'teams', 0, 'id'])).toMatchObject({ entity: 'team' })
})

it('knows nothing of a field that the schema does not name', () => {
  expect(fieldAt(user, ['data', 'colour'])).toBeNull()
  expect(fieldAt(user, ['data', 'toString'])).toBeNull()
  expect(fieldAt(user, ['data', 'server_metadata', 'plan'])).toBeNull()
})

it('follows references, also those that lead to themselves', () => {
  const tree = {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: { name: { type: 'string', description: 'Name' }, next: { $ref: '#/$defs/node' } },
      },
      loop: { $ref: '#/$defs/loop' },
    },
  }
  expect(fieldAt(tree, ['next', 'next', 'name'])?.description).toBe('Name')
  expect(fieldAt({ $ref: '#/$defs/loop', $defs: tree.$defs }, ['x'])).toBeNull()
  expect(listFields(tree).map(({ name }) => name)).toContain('next.next.name')
})

it('lists every field of every type of Stack, each with its types', () => {
  for (const type of eventTypes) {
    const fields = listFields(schemaOf(type))
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
    expect(fields[0]).toMatchObject({ name: 'type', types: JSON.stringify(type), required: true })
  }
  const byName = new Map(listFields(user).map((field) => [field.name, field]))
  expect(byName.get('data.display_name')).toMatchObject({ types: 'text or null', required: true })
  expect(byName.get('data.oauth_providers[].id')).toMatchObject({ types: 'text' })
  expect(byName.get('data.has_password')).toMatchObject({ required: false, undocumented: true })
  expect(byName.get('data.server_metadata')).toMatchObject({ types: 'any' })
})

it('lists a field that several forms of an object name once, and what is in each', () => {
  const form = (inner: string) => ({ properties: { id: { properties: { [inner]: { type: 'string' } } } } })
  const names = listFields({ anyOf: [form('a'), form('b')] }).map(({ name }) => name)
  expect(names).toEqual(['id', 'id.a', 'id.b'])
})

it('ends soon in a schema whose forms refer to itself', () => {
  const node = { properties: { node: { $ref: '#' } } }
  const schema = { anyOf: [node, { ...node }, { ...node }] }
  expect(fieldAt(schema, Array(60).fill('node'))).not.toBeNull()
  expect(listFields(schema)).toHaveLength(13)
})

it('reads whatever JSON stands where a schema should', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('properties', 'items', 'anyOf', '$ref', 'enum'), fc.jsonValue()),
      (schema) => {
        fieldAt(schema, ['a', 0])
        listFields(schema)
      },
    ),
  )
})

it('names a field alike in whichever element it is', () => {
  expect(fieldName(['data', 'teams', 12, 'id'])).toBe('data.teams[].id')
  expect(fieldName(['data', 'odd key'])).toBe('data["odd key"]')
  expect(fieldName(['data', 'x'.repeat(1000)])).toHaveLength(201)
})
