import type { ShapeOf } from './handler.ts'
import { freeName, pascalCase } from './shape/names.ts'
import { readShape, type Shape } from './shape/shape.ts'

/** What the types of a handler are called in its code. */
export interface EventNames {
  events: { type: string; data: string }[]
  /** Each shape once, whichever types have it. */
  shapes: { name: string; shape: Shape }[]
}

/** What the files themselves are made of cannot be the name of a shape. */
export const namesInUse: readonly string[] = [
  'StackEvent',
  'Record',
  'Any',
  'Literal',
  'NotRequired',
  'TypedDict',
  'None',
  'True',
  'False',
]

/** Types of one family whose data is the same share a name: `User` for `user.created` and `user.updated`. */
export function nameEvents(types: readonly string[], shapeOf: ShapeOf): EventNames {
  const groups = new Map<string, { shape: Shape; types: string[] }>()
  for (const type of new Set(types)) {
    const shape = readShape(shapeOf(type))
    const key = `${familyOf(type)} ${JSON.stringify(shape)}`
    const group = groups.get(key) ?? { shape, types: [] }
    group.types.push(type)
    groups.set(key, group)
  }
  const taken = new Set(namesInUse)
  const names = new Map<string, string>()
  const shapes = [...groups.values()].map(({ shape, types: [first = '', ...more] }) => {
    const wanted = pascalCase(more.length > 0 ? familyOf(first) : first)
    const name = freeName(wanted, taken)
    taken.add(name)
    for (const type of [first, ...more]) names.set(type, name)
    return { name, shape }
  })
  return { shapes, events: [...names].map(([type, data]) => ({ type, data })) }
}

function familyOf(type: string): string {
  return type.split('.', 1)[0] ?? type
}
