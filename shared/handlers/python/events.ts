import { type EventNames, namesInUse } from '../event-names.ts'
import { freeName, pascalCase } from '../shape/names.ts'
import { pythonString, pythonType } from '../shape/python.ts'

/** The file with the types of the events. */
export function pythonEvents({ events, shapes }: EventNames): string {
  const taken = new Set([...namesInUse, ...shapes.map(({ name }) => name)])
  const printed = shapes.map(({ name, shape }) => ({ name, ...pythonType(shape, name, taken) }))
  const blocks = printed.flatMap(({ name, type, classes }) =>
    type === name ? classes : [...classes, `${name} = ${type}`],
  )
  const classes = events.map(({ type, data }) => {
    const name = freeName(`${pascalCase(type)}Event`, taken)
    taken.add(name)
    const code = `class ${name}(TypedDict):\n    type: Literal[${pythonString(type)}]\n    data: ${data}`
    return { name, code }
  })
  const imports = new Set([
    ...printed.flatMap((one) => [...one.imports]),
    ...(classes.length > 0 ? ['Literal', 'TypedDict'] : ['Any']),
  ])
  const names = classes.map(({ name }) => name)
  return [
    '"""What Stack sends, for the types that are worked on here.',
    '',
    'It adds fields without notice: do not refuse those that are not named.',
    '"""',
    '',
    `from typing import ${[...imports].sort().join(', ')}`,
    ...[...blocks, ...classes.map(({ code }) => code), unionOf(names)].map((block) => `\n\n${block}`),
    '',
  ].join('\n')
}

function unionOf(names: string[]): string {
  if (names.length === 0) return 'StackEvent = dict[str, Any]'
  const line = `StackEvent = ${names.join(' | ')}`
  return line.length <= 88
    ? line
    : ['StackEvent = (', ...names.map((name, i) => `    ${i === 0 ? '' : '| '}${name}`), ')'].join('\n')
}
