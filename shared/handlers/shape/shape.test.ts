import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pythonCommand } from '../../../server/testing/python.ts'
import { pythonType } from './python.ts'
import { type JsonSchema, readShape } from './shape.ts'
import { stringLiteral, typescriptType } from './typescript.ts'

const ts = (schema: JsonSchema | boolean) => typescriptType(readShape(schema))
const py = (schema: JsonSchema) => pythonType(readShape(schema), 'Data')

describe('a type of TypeScript made of a JSON Schema', () => {
  it.each<[string, JsonSchema | boolean, string]>([
    ['a string', { type: 'string' }, 'string'],
    ['an integer', { type: 'integer' }, 'number'],
    ['a number', { type: 'number' }, 'number'],
    ['a boolean', { type: 'boolean' }, 'boolean'],
    ['nothing said', {}, 'unknown'],
    ['everything allowed', true, 'unknown'],
    ['null too', { anyOf: [{ type: 'null' }, { type: 'string' }] }, 'string | null'],
    ['null too, as a list of types', { type: ['string', 'null'] }, 'string | null'],
    [
      'one of several',
      { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'integer' }] },
      'string | number',
    ],
    ['anything in a union', { anyOf: [{ type: 'string' }, {}] }, 'unknown'],
    ['a constant', { const: 'error' }, "'error'"],
    ['an enumeration', { enum: ['a', 2, true, null] }, "'a' | 2 | true | null"],
    ['a list', { type: 'array', items: { type: 'string' } }, 'string[]'],
    ['a list of several types', { type: 'array', items: { type: ['string', 'null'] } }, '(string | null)[]'],
    ['a list of anything', { type: 'array' }, 'unknown[]'],
    ['an object of unknown keys', { type: 'object' }, 'Record<string, unknown>'],
    [
      'an object of values of a type',
      { type: 'object', additionalProperties: { type: 'number' } },
      'Record<string, number>',
    ],
    ['an object without keys', { type: 'object', additionalProperties: false }, 'Record<string, never>'],
    ['a reference, which is not followed', { $ref: '#/$defs/a' } as JsonSchema, 'unknown'],
  ])('is right for %s', (_, schema, type) => {
    expect(ts(schema)).toBe(type)
  })

  it('nests objects, marks what may be missing, and says what is said of a key', () => {
    const schema = z.toJSONSchema(
      z.strictObject({
        id: z.string().meta({ description: 'Id of\nthe user */' }),
        teams: z.array(z.strictObject({ id: z.string(), 'display-name': z.string().nullable() })).optional(),
      }),
    )
    expect(ts(schema as JsonSchema)).toBe(`{
  /** Id of the user * / */
  id: string
  teams?: {
    id: string
    'display-name': string | null
  }[]
}`)
  })

  it('writes strings so that no quote, backslash or line end breaks out of them', () => {
    for (const text of [`it's "so"`, 'a\\', '\n', '\u2028', "\\'"]) {
      expect(new Function(`return ${stringLiteral(text)}`)()).toBe(text)
    }
  })
})

describe('a type of Python made of a JSON Schema', () => {
  it.each<[string, JsonSchema, string]>([
    ['a string', { type: 'string' }, 'str'],
    ['an integer', { type: 'integer' }, 'int'],
    ['a number', { type: 'number' }, 'float'],
    ['anything', {}, 'Any'],
    ['null too', { anyOf: [{ type: 'string' }, { type: 'null' }] }, 'str | None'],
    ['an enumeration', { enum: ['a', true] }, 'Literal["a", True]'],
    ['a fraction, which cannot be a literal', { const: 1.5 }, 'float'],
    ['a list', { type: 'array', items: { type: 'boolean' } }, 'list[bool]'],
    ['an object of unknown keys', { type: 'object' }, 'dict[str, Any]'],
  ])('is right for %s', (_, schema, type) => {
    expect(py(schema)).toMatchObject({ type, classes: [] })
  })

  const nested: JsonSchema = {
    type: 'object',
    required: ['id', 'risk_scores', 'either'],
    properties: {
      id: { type: 'string', description: 'Id of the user' },
      risk_scores: { type: 'object', required: ['bot'], properties: { bot: { type: 'number' } } },
      teams: { type: 'array', items: { type: 'object', properties: { 'display-name': { type: 'string' } } } },
      either: {
        anyOf: [
          { type: 'object', required: ['a'], properties: { a: { type: 'null' } } },
          { type: 'object', required: ['from'], properties: { from: { enum: ['"', '\\'] } } },
        ],
      },
    },
  }

  it('names the objects within an object, and puts them before it', () => {
    const { classes, type } = py(nested)
    expect(type).toBe('Data')
    expect(classes.at(-1)).toBe(`class Data(TypedDict):
    # Id of the user
    id: str
    risk_scores: DataRiskScores
    teams: NotRequired[list[DataTeams]]
    either: DataEither | DataEither2`)
  })

  it('leaves the name to what is no object itself', () => {
    const object: JsonSchema = { type: 'object', properties: { a: { type: 'string' } } }
    expect(py({ type: 'array', items: object }).type).toBe('list[DataItem]')
    expect(py({ anyOf: [object, { type: 'null' }] }).type).toBe('DataItem | None')
  })

  it('gives an object within no name that is taken', () => {
    const shape = readShape(nested)
    const { classes } = pythonType(shape, 'User', new Set(['User', 'UserTeams']))
    expect(classes.map((code) => code.slice(0, 20)).join()).toContain('UserTeams2 = TypedDi')
  })

  const python = pythonCommand()
  it.skipIf(!python)('is valid Python, keys that are no names included', () => {
    const { classes, imports } = py(nested)
    const code = `from typing import ${[...imports].join(', ')}, get_type_hints\n${classes.join('\n')}\n`
    execFileSync(python!, ['-c', `${code}\nprint(get_type_hints(Data))`])
  })
})
