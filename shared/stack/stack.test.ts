import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPayload } from '../schema/check.ts'
import { toJsonSchema } from '../schema/json-schema.ts'
import { parsePayload } from './parse.ts'
import { eventTypeOf, eventTypes, families, payloadSchemaOf } from './registry.ts'
import { samplePayload, sampleTypes } from './samples.ts'

const source = { uuid: randomUUID, now: () => 1_777_000_000_000 }

it.each(sampleTypes)('the sample of %s is read as that type, about its entity', (type) => {
  const facts = parsePayload(samplePayload(type, source))
  expect(facts.type).toBe(type)
  expect(facts.about).not.toBeNull()
  if (type !== 'stack.test') expect(facts.entity?.id).toMatch(/[0-9a-f-]{36}/)
})

it('has no sample of an unknown type', () => {
  expect(samplePayload('no.such', source)).toBeNull()
  expect(samplePayload('toString', source)).toBeNull()
})

it('calls a user by name, else by e-mail, else by a short id', () => {
  const about = (data: object) => parsePayload({ type: 'user.updated', data }).about
  const id = '3f0d6c4e-6a0b-4d4e-9d63-1f0e7a4b2c11'
  expect(about({ id, display_name: 'Ada', primary_email: 'a@b.c' })).toBe('Ada')
  expect(about({ id, display_name: null, primary_email: 'a@b.c' })).toBe('a@b.c')
  expect(about({ id })).toBe('3f0d…2c11')
})

it('joins the ids of what has none of its own', () => {
  const data = { id: '$update_team', team_id: 't', user_id: 'u' }
  expect(parsePayload({ type: 'team_permission.created', data }).entity).toEqual({
    kind: 'permission',
    id: 't/u/$update_team',
  })
  expect(parsePayload({ type: 'team_membership.created', data: { team_id: 't' } }).entity).toBeNull()
})

it('takes any JSON without throwing and trusts no inherited key', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (payload) => {
      parsePayload(payload)
      parsePayload({ type: 'user.created', data: payload })
    }),
  )
  expect(parsePayload(JSON.parse('{"__proto__":{"type":"user.created"}}')).type).toBeNull()
})

describe('the registry', () => {
  it.each(sampleTypes)('finds the sample of %s valid by its own schema', (type) => {
    expect(checkPayload(payloadSchemaOf(type), samplePayload(type, source))).toEqual({
      state: 'valid',
      findings: [],
    })
  })

  it('describes every field of every type, and marks what Stack leaves out', () => {
    const user = toJsonSchema(eventTypeOf('user.updated')!.data) as { properties: Record<string, object> }
    expect(user.properties['has_password']).toMatchObject({ 'x-undocumented': true })
    expect(user.properties['auth_with_email']).toMatchObject({ deprecated: true })
    expect(user.properties['signed_up_at_millis']).toMatchObject({ 'x-time': 'epoch-millis' })
    expect(user.properties['id']).toMatchObject({ 'x-entity': 'user' })
  })

  it('names each type after its family, once', () => {
    for (const { name, types } of families) {
      for (const { type } of types) expect(type.startsWith(`${name}.`)).toBe(true)
    }
    expect(new Set(eventTypes).size).toBe(eventTypes.length)
  })

  it('takes any JSON as metadata, as Stack does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (metadata) => {
        const payload = samplePayload('team.updated', source)!
        Object.assign(payload.data, { server_metadata: metadata, client_metadata: metadata })
        expect(checkPayload(payloadSchemaOf('team.updated'), payload).state).toBe('valid')
      }),
    )
  })
})
