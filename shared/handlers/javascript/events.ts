import type { EventNames } from '../event-names.ts'
import { stringLiteral, typescriptType } from '../shape/typescript.ts'

/** The file with the types of the events, for TypeScript and for the comments of JavaScript alike. */
export function typescriptEvents({ events, shapes }: EventNames): string {
  const declared = shapes.map(({ name, shape }) =>
    shape.kind === 'object' && shape.members.length > 0
      ? `export interface ${name} ${typescriptType(shape)}`
      : `export type ${name} = ${typescriptType(shape)}`,
  )
  const options = events.map(({ type, data }) => `  | { type: ${stringLiteral(type)}; data: ${data} }`)
  return [
    '// What Stack sends, for the types that are worked on here. It adds fields without notice: do not refuse',
    '// those that are not named.',
    '',
    options.length === 0
      ? 'export type StackEvent = { type: string; data: unknown }'
      : ['export type StackEvent =', ...options].join('\n'),
    ...declared.map((one) => `\n${one}`),
    '',
  ].join('\n')
}
