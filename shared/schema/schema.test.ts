import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkPayload } from './check.ts'
import { fromJsonSchema, toJsonSchema } from './json-schema.ts'

const payload = z.strictObject({
  type: z.literal('user.created'),
  data: z.strictObject({
    id: z.guid().meta({ description: 'Id', 'x-entity': 'user' }),
    name: z.string().max(3).nullable(),
    at: z.int().nonnegative(),
    status: z.enum(['new', 'old']),
    anything: z.unknown(),
    teams: z.array(z.strictObject({ id: z.string() })).optional(),
    nested: z.strictObject({ a: z.string() }).nullable(),
  }),
})
const good = {
  type: 'user.created',
  data: {
    id: '3f0d6c4e-6a0b-4d4e-9d63-1f0e7a4b2c11',
    name: 'Ada',
    at: 5,
    status: 'new',
    anything: [1],
    nested: null,
  },
}
const withData = (data: object) => ({ ...good, data: { ...good.data, ...data } })

describe.each([
  ['a schema', payload],
  ['the same by way of JSON Schema', fromJsonSchema(toJsonSchema(payload))],
])('%s', (_, schema) => {
  const check = (value: unknown) => checkPayload(schema, value)

  it('calls what is as it says valid', () => {
    expect(check(good)).toEqual({ state: 'valid', findings: [] })
    expect(check(withData({ nested: { a: 'b' }, name: null, teams: [{ id: 't' }] })).state).toBe('valid')
  })

  it('calls fields that it does not name drift, and names each at its place', () => {
    const drifted = withData({
      external: [],
      teams: [{ id: 't' }, { id: 'u', name: 'x' }],
      nested: { a: '', b: 1 },
    })
    const { state, findings } = check({ ...drifted, trace: 'abc' })
    expect(state).toBe('drift')
    expect(findings).toHaveLength(4)
    expect(findings).toEqual(
      expect.arrayContaining([
        { kind: 'drift', path: ['data', 'external'], found: 'a list' },
        { kind: 'drift', path: ['data', 'teams', 1, 'name'], found: 'the text "x"' },
        { kind: 'drift', path: ['data', 'nested', 'b'], found: 'the number 1' },
        { kind: 'drift', path: ['trace'], found: 'the text "abc"' },
      ]),
    )
  })

  it.each([
    ['id', 'nobody', 'a UUID', 'the text "nobody"'],
    ['at', '5', 'a number', 'the text "5"'],
    ['at', 1.5, 'a whole number', 'the number 1.5'],
    ['at', -1, 'at least 0', 'the number -1'],
    ['status', 'gone', 'one of "new", "old"', 'the text "gone"'],
    ['teams', { id: 't' }, 'a list', 'an object'],
    ['name', 12, 'a text', 'the number 12'],
    ['name', 'Augusta', 'at most 3 characters', 'the text "Augusta"'],
    ['nested', true, 'an object', 'true'],
  ])('says what it expected of data.%s and what it found: %j', (key, value, expected, found) => {
    const { state, findings } = check(withData({ [key]: value }))
    expect(state).toBe('invalid')
    const [finding] = findings
    expect(finding).toMatchObject({ kind: 'invalid', path: ['data', key], found })
    expect([expected, `${expected} or null`]).toContain(finding?.kind === 'invalid' && finding.expected)
  })

  it('says that a field is missing', () => {
    const { anything: _, ...data } = good.data
    expect(check({ ...good, data })).toEqual({
      state: 'invalid',
      findings: [{ kind: 'invalid', path: ['data', 'anything'], expected: 'any value', found: 'missing' }],
    })
  })

  it('is invalid with drift beside it, and tells both', () => {
    const { state, findings } = check(withData({ at: null, more: 1 }))
    expect(state).toBe('invalid')
    expect(findings.map(({ kind }) => kind).sort()).toEqual(['drift', 'invalid'])
  })

  it('takes any JSON, and lists a hundred findings of a million at most', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void check(value)))
    const many = withData(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i])))
    expect(check(many).findings).toHaveLength(100)
  })
})

it('calls a payload whose type has no schema unknown', () => {
  expect(checkPayload(null, good)).toEqual({ state: 'unknown', findings: [] })
})

describe('a JSON Schema of a file', () => {
  it('closes objects that name their properties, and leaves those open that speak of others', () => {
    const schema = fromJsonSchema({
      type: 'object',
      properties: {
        open: { type: 'object', properties: { a: {} }, additionalProperties: true },
        map: { type: 'object', additionalProperties: { type: 'number' } },
        both: {
          allOf: [
            { type: 'object', properties: { a: {} } },
            { type: 'object', properties: { b: {} } },
          ],
        },
      },
    })
    const state = (value: unknown) => checkPayload(schema, value).state
    expect(state({ open: { a: 1, b: 2 }, map: { x: 1 }, both: { a: 1, b: 2 } })).toBe('valid')
    expect(state({ more: 1 })).toBe('drift')
    expect(state({ map: { x: 'y' } })).toBe('invalid')
  })

  it('is refused where it is none', () => {
    expect(() => fromJsonSchema([])).toThrow('A JSON Schema is an object.')
    expect(() => fromJsonSchema({ type: 'strnig' })).toThrow()
  })
})

describe('what is too much', () => {
  const list = fromJsonSchema({
    type: 'object',
    properties: { list: { type: 'array', items: { type: 'string' } } },
  })
  const tree = fromJsonSchema({
    $defs: { node: { type: 'object', properties: { node: { $ref: '#/$defs/node' } } } },
    $ref: '#/$defs/node',
  })
  const nested = (depth: number) => JSON.parse(`${'{"node":'.repeat(depth)}{}${'}'.repeat(depth)}`)
  const unknown = { state: 'unknown', findings: [] }

  it('is not checked: a body of wrong values would hold up all others', () => {
    expect(checkPayload(list, { list: Array(4000).fill(1) }).state).toBe('invalid')
    expect(checkPayload(list, { list: Array(1_000_000).fill(1) })).toEqual(unknown)
    expect(checkPayload(list, { list: Array(1000).fill([1, 2, 3, 4, 5]) })).toEqual(unknown)
    expect(checkPayload(list, Object.fromEntries(Array.from(Array(6000).keys(), String).entries()))).toEqual(
      unknown,
    )
  })

  it('is what goes so deep that a schema which refers to itself would fail', () => {
    expect(checkPayload(tree, nested(100)).state).toBe('valid')
    expect(checkPayload(tree, nested(100_000))).toEqual(unknown)
  })

  it('is a payload that a schema fails at', () => {
    const failing = z.unknown().transform(() => {
      throw new Error('no')
    })
    expect(checkPayload(failing, {})).toEqual(unknown)
  })
})

it('takes properties beside forms with more of them for parts of one object', () => {
  const schema = fromJsonSchema({
    properties: { type: { type: 'string' } },
    oneOf: [
      { properties: { kind: { const: 'card' }, last4: { type: 'string' } }, required: ['kind'] },
      { properties: { kind: { const: 'cash' } }, required: ['kind'] },
    ],
  })
  expect(checkPayload(schema, { type: 'paid', kind: 'card', last4: '4242' }).state).toBe('valid')
  expect(checkPayload(schema, { type: 'paid', kind: 'cash' }).state).toBe('valid')
  expect(checkPayload(schema, { type: 'paid', kind: 'coin' }).state).toBe('invalid')
  expect(checkPayload(schema, { type: 5, kind: 'cash' }).state).toBe('invalid')
})

it('checks each part of allOf, and what is in it', () => {
  const part = (name: string, one: object) => ({ properties: { [name]: one } })
  const inner = { properties: { b: { type: 'string' } } }
  const schema = fromJsonSchema({ allOf: [part('a', { type: 'string' }), part('in', inner)] })
  expect(checkPayload(schema, { a: 'x', in: { b: 'y' }, more: 1 }).state).toBe('valid')
  expect(checkPayload(schema, { a: 5 }).state).toBe('invalid')
  expect(checkPayload(schema, { in: { b: 'y', c: 1 } })).toMatchObject({
    state: 'drift',
    findings: [{ path: ['in', 'c'] }],
  })
})

it('leaves a schema open that is a part of another by reference', () => {
  const schema = fromJsonSchema({
    $defs: {
      base: { properties: { type: { type: 'string' } } },
      alone: { properties: { id: { type: 'string' } } },
    },
    allOf: [{ $ref: '#/$defs/base' }, { properties: { data: { $ref: '#/$defs/alone' } } }],
  })
  expect(checkPayload(schema, { type: 'paid', data: { id: 'x' } }).state).toBe('valid')
  expect(checkPayload(schema, { type: 5 }).state).toBe('invalid')
  expect(checkPayload(schema, { type: 'paid', data: { id: 'x', more: 1 } }).state).toBe('drift')
})

it('says in its own words which fields none of several forms has', () => {
  const form = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } })
  const schema = fromJsonSchema({ anyOf: [form('a'), form('b')] })
  expect(checkPayload(schema, { c: 1 }).findings).toMatchObject([{ expected: 'an object without "c"' }])
})
