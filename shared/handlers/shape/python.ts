import { assertNever } from '../../assert-never.ts'
import { pascalCase } from './pascal-case.ts'
import type { Member, Shape } from './shape.ts'

/** Types of Python that stand for themselves, and the names that they need of `typing`. */
export interface PythonTypes {
  /** The classes, those that others need first; each of several lines. */
  classes: string[]
  /** What to write for the shape itself. */
  type: string
  imports: Set<string>
}

/** @param name what the shape is called if it is an object; objects in it are called by their keys, behind it */
export function pythonType(shape: Shape, name: string): PythonTypes {
  const classes: string[] = []
  const imports = new Set<string>()
  const need = (word: string) => {
    imports.add(word)
    return word
  }
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
        classes.push(printClass(shape.members, name))
        return name
      case 'union':
        return printUnion(shape.options, name)
      default:
        return assertNever(shape)
    }
  }
  const printUnion = (options: Shape[], name: string): string => {
    const printed = options.map((option, i) => print(option, nameOfOption(options, i, name)))
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
  return { type: print(shape, name), classes, imports }
}

/** A string as Python writes it. */
export function pythonString(text: string): string {
  // What JSON escapes, Python reads the same way, but for the half of a pair.
  return JSON.stringify(text)
}

/** Of several objects in a union the second has another name than the first. */
function nameOfOption(options: Shape[], place: number, name: string): string {
  const before = options.slice(0, place).filter(({ kind }) => kind === 'object' || kind === 'array').length
  return before === 0 ? name : `${name}${before + 1}`
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
