import { assertNever } from '../../assert-never.ts'
import { freeName, pascalCase } from './names.ts'
import type { Member, Shape } from './shape.ts'

/** Types of Python that stand for themselves, and the names that they need of `typing`. */
export interface PythonTypes {
  /** The classes, those that others need first; each of several lines. */
  classes: string[]
  /** What to write for the shape itself. */
  type: string
  imports: Set<string>
}

/**
 * @param name what the shape is called if it is an object; objects in it are called by their keys, behind it
 * @param taken names that they must not have; theirs are added
 */
export function pythonType(shape: Shape, name: string, taken = new Set([name])): PythonTypes {
  const classes: string[] = []
  const imports = new Set<string>()
  const need = (word: string) => {
    imports.add(word)
    return word
  }
  let hasRoot = false
  const print = (shape: Shape, name: string): string => {
    switch (shape.kind) {
      case 'any':
        return need('Any')
      case 'string':
        return 'str'
      case 'integer':
        return 'int'
      case 'number':
        return 'float'
      case 'boolean':
        return 'bool'
      case 'null':
        return 'None'
      case 'literal':
        return printLiteral(shape.value, need)
      case 'array':
        return `list[${print(shape.items, name)}]`
      case 'record':
        return `dict[str, ${print(shape.values, name)}]`
      case 'object':
        return addClass(shape.members, name)
      case 'union':
        return printUnion(shape.options, name)
      default:
        return assertNever(shape)
    }
  }
  const addClass = (members: Member[], wanted: string): string => {
    const isWhole = wanted === name && !hasRoot
    hasRoot ||= isWhole
    const own = isWhole ? wanted : freeName(wanted, taken)
    taken.add(own)
    classes.push(printClass(members, own))
    return own
  }
  const printUnion = (options: Shape[], name: string): string => {
    const printed = options.map((option) => print(option, name))
    const literals = printed.flatMap((type) => /^Literal\[(.*)\]$/s.exec(type)?.[1] ?? [])
    const others = printed.filter((type) => !type.startsWith('Literal['))
    const joined = literals.length === 0 ? [] : [`Literal[${literals.join(', ')}]`]
    return [...new Set([...joined, ...others])].join(' | ')
  }
  const printClass = (members: Member[], name: string): string => {
    need('TypedDict')
    const printed = members.map(({ key, shape, isOptional, description }) => {
      const type = print(shape, `${name}${pascalCase(key)}`)
      return { key, description, type: isOptional ? `${need('NotRequired')}[${type}]` : type }
    })
    if (!printed.every(({ key }) => isName(key))) {
      const pairs = printed.map(({ key, type }) => `    ${pythonString(key)}: ${type},`)
      return [`${name} = TypedDict("${name}", {`, ...pairs, '})'].join('\n')
    }
    const lines = printed.flatMap(({ key, type, description }) => [
      ...(description === null ? [] : [`    # ${description}`]),
      `    ${key}: ${type}`,
    ])
    return [`class ${name}(TypedDict):`, ...(lines.length === 0 ? ['    pass'] : lines)].join('\n')
  }
  // What is no object itself leaves its name to whoever declares it.
  const whole = shape.kind === 'object' ? name : `${name}Item`
  return { type: print(shape, whole), classes, imports }
}

/** A string as Python writes it. */
export function pythonString(text: string): string {
  // What JSON escapes, Python reads the same way, but for the half of a pair.
  return JSON.stringify(text)
}

function printLiteral(value: string | number | boolean, need: (word: string) => string): string {
  if (typeof value === 'boolean') return `${need('Literal')}[${value ? 'True' : 'False'}]`
  if (typeof value === 'string') return `${need('Literal')}[${pythonString(value)}]`
  return Number.isInteger(value) ? `${need('Literal')}[${value}]` : 'float'
}

function isName(key: string): boolean {
  return /^[A-Za-z_]\w*$/.test(key) && !keywords.has(key) && !/^__/.test(key)
}

const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
)
