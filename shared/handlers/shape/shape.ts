/** JSON Schema, as far as it says of what type a value is. What else it says is left out. */
export interface JsonSchema {
  type?: string | readonly string[] | undefined
  const?: unknown
  enum?: readonly unknown[] | undefined
  properties?: Record<string, JsonSchema | boolean> | undefined
  required?: readonly string[] | undefined
  additionalProperties?: JsonSchema | boolean | undefined
  items?: JsonSchema | boolean | readonly unknown[] | undefined
  anyOf?: readonly (JsonSchema | boolean)[] | undefined
  oneOf?: readonly (JsonSchema | boolean)[] | undefined
  description?: string | undefined
  deprecated?: boolean | undefined
}

/** The type of a value as printers of types need it. */
export type Shape =
  | { kind: 'any' | 'string' | 'number' | 'integer' | 'boolean' | 'null' }
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'array'; items: Shape }
  /** An object whose keys are not known. */
  | { kind: 'record'; values: Shape }
  | { kind: 'object'; members: Member[] }
  | { kind: 'union'; options: Shape[] }

export interface Member {
  key: string
  shape: Shape
  isOptional: boolean
  /** What a reader is told of it, in one line; null: nothing. */
  description: string | null
}

const any: Shape = { kind: 'any' }
const simple = ['string', 'number', 'integer', 'boolean', 'null'] as const

/** What `schema` says of types. What it says by other means (references, conditions, intersections) is any value. */
export function readShape(schema: JsonSchema | boolean): Shape {
  if (typeof schema === 'boolean') return any
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum !== undefined) return union(schema.enum.map(literal))
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return union(options.map(readShape))
  if (typeof schema.type === 'object') return union(schema.type.map((type) => readOf(type, schema)))
  return readOf(schema.type, schema)
}

function readOf(type: string | undefined, schema: JsonSchema): Shape {
  if (type === 'object') return readObject(schema)
  if (type === 'array') return { kind: 'array', items: readItems(schema.items) }
  const kind = simple.find((name) => name === type)
  return kind === undefined ? any : { kind }
}

function readItems(items: JsonSchema['items']): Shape {
  return items === undefined || Array.isArray(items) ? any : readShape(items as JsonSchema | boolean)
}

function readObject({ properties = {}, required = [], additionalProperties }: JsonSchema): Shape {
  const members = Object.entries(properties).map(([key, schema]) => ({
    key,
    shape: readShape(schema),
    isOptional: !required.includes(key),
    description: typeof schema === 'boolean' ? null : describe(schema),
  }))
  if (members.length > 0 || additionalProperties === false) return { kind: 'object', members }
  return { kind: 'record', values: readShape(additionalProperties ?? true) }
}

/** What is said of the schema, or of the one thing that it is besides null. */
function describe({ description, deprecated = false, anyOf = [] }: JsonSchema): string | null {
  const [only, ...more] = anyOf.filter((option) => typeof option === 'object' && option.type !== 'null')
  const ofOnly = typeof only === 'object' && more.length === 0 ? only.description : undefined
  const text = (description ?? ofOnly)?.replace(/\s+/g, ' ').trim() ?? ''
  const said = [...(deprecated ? ['Deprecated.'] : []), ...(text === '' ? [] : [text])]
  return said.length === 0 ? null : said.join(' ')
}

function literal(value: unknown): Shape {
  if (value === null) return { kind: 'null' }
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isPlain ? { kind: 'literal', value } : any
}

/** Without unions in unions and without doubles; `null` stands last, as people write it. */
function union(options: Shape[]): Shape {
  const flat = options.flatMap((shape) => (shape.kind === 'union' ? shape.options : [shape]))
  if (flat.length === 0 || flat.some(({ kind }) => kind === 'any')) return any
  const distinct = [...new Map(flat.map((shape) => [JSON.stringify(shape), shape])).values()]
  const sorted = [
    ...distinct.filter(({ kind }) => kind !== 'null'),
    ...distinct.filter(({ kind }) => kind === 'null'),
  ]
  return sorted.length === 1 && sorted[0] ? sorted[0] : { kind: 'union', options: sorted }
}
