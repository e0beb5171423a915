import { assertNever } from '../assert-never.ts'
import type { DataValue } from './ast.ts'
import { compare } from './compare.ts'
import { fold } from './fold.ts'
import { matchPattern } from './wildcard.ts'

/** Whether a payload has, at the end of a path, a value that is asked for. Reaches no value twice. */
export function matchData(payload: unknown, path: string[], wanted: DataValue): boolean {
  if (payload === undefined) return false
  let reached: unknown[] = [payload]
  for (const key of path) {
    reached = reached.flatMap((value) => valuesAt(value, key))
    if (reached.length === 0) return false
  }
  if (wanted.kind === 'there') return true
  const matches = valueMatcher(wanted)
  return reached.some((value) => matches(value) || elementsOf(value).some(matches))
}

/** The member of an object; the element of an array by its place, else that member of each of its elements. */
function valuesAt(value: unknown, key: string): unknown[] {
  if (!Array.isArray(value)) return membersAt(value, key)
  if (/^(?:0|[1-9]\d*)$/.test(key)) return Number(key) < value.length ? [value[Number(key)]] : []
  return elementsOf(value).flatMap((element) => membersAt(element, key))
}

/** Own members only: `__proto__` is a key like any other. */
function membersAt(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return []
  return [(value as Record<string, unknown>)[key]]
}

/** Those of arrays within it as well; none of what is no array. Without recursion: payloads can be deep. */
function elementsOf(value: unknown): unknown[] {
  const elements: unknown[] = []
  const open = Array.isArray(value) ? [value] : []
  for (let array = open.pop(); array; array = open.pop()) {
    for (const element of array) (Array.isArray(element) ? open : elements).push(element)
  }
  return elements
}

function valueMatcher(wanted: Exclude<DataValue, { kind: 'there' }>): (value: unknown) => boolean {
  switch (wanted.kind) {
    case 'text': {
      const pattern = { ...wanted.pattern, text: fold(wanted.pattern.text) }
      return (value) => typeof value === 'string' && matchPattern(pattern, fold(value))
    }
    case 'literal': {
      const text = fold(wanted.text)
      return (value) => value === wanted.literal || (typeof value === 'string' && fold(value) === text)
    }
    case 'compare':
      return (value) => typeof value === 'number' && compare(value, wanted.comparison, wanted.number)
    default:
      return assertNever(wanted)
  }
}
