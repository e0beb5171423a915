import { assertNever } from '../../assert-never.ts'
import type { Member, Shape } from './shape.ts'

/** A type of TypeScript. @param indent what stands before its lines but the first */
export function typescriptType(shape: Shape, indent = ''): string {
  switch (shape.kind) {
    case 'any':
      return 'unknown'
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
    case 'boolean':
    case 'null':
      return shape.kind
    case 'literal':
      return typeof shape.value === 'string' ? stringLiteral(shape.value) : String(shape.value)
    case 'array':
      return `${inArray(shape.items, indent)}[]`
    case 'record':
      return `Record<string, ${typescriptType(shape.values, indent)}>`
    case 'object':
      return objectType(shape.members, indent)
    case 'union':
      return [...new Set(shape.options.map((option) => typescriptType(option, indent)))].join(' | ')
    default:
      return assertNever(shape)
  }
}

/** A string as JavaScript and TypeScript write it; no line ends early, whatever it holds. */
export function stringLiteral(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replace(/[\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16)}`)}'`
}

function inArray(items: Shape, indent: string): string {
  const type = typescriptType(items, indent)
  return items.kind === 'union' ? `(${type})` : type
}

function objectType(members: Member[], indent: string): string {
  if (members.length === 0) return 'Record<string, never>'
  const inner = `${indent}  `
  const lines = members.flatMap(({ key, shape, isOptional, description }) => [
    ...(description === null ? [] : [`${inner}/** ${description.replaceAll('*/', '* /')} */`]),
    `${inner}${keyOf(key)}${isOptional ? '?' : ''}: ${typescriptType(shape, inner)}`,
  ])
  return ['{', ...lines, `${indent}}`].join('\n')
}

function keyOf(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringLiteral(key)
}
