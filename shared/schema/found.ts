import type { Path } from '../change.ts'

const LONGEST_SHOWN = 40

/** What stands at a path of a payload, in words: "missing", "null", "the text "abc"", "a list". */
export function foundIn(payload: unknown, path: Path): string {
  let value = payload
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return 'missing'
    value = (value as Record<string | number, unknown>)[step]
  }
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return `the text ${JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value)}`
    case 'number':
      return `the number ${value}`
    case 'object':
      return value === null ? 'null' : 'an object'
    default:
      return String(value)
  }
}
