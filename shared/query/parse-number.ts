import type { Comparison, DataValue } from './ast.ts'
import type { Piece } from './lex.ts'
import { QueryError } from './query-error.ts'

/** Bytes in each unit, as sizes are shown: decimal. */
export const sizeUnits = { b: 1, kb: 1000, mb: 1_000_000 } as const

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i
const literals = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** Reads `>10kb`. Without a comparison it is `=`, without a unit bytes. @throws QueryError */
export function parseSize(piece: Piece): { comparison: Comparison; bytes: number } {
  const [, comparison = '=', number, unit = 'b'] =
    /^([<>]=?|=)?(\d{1,12}(?:\.\d{1,6})?)(b|kb|mb)?$/i.exec(piece.text) ?? []
  if (number === undefined) throw fail(piece, 'Expected a size, as in size:>10kb, in b, kb or mb.')
  const bytes = Math.round(Number(number) * sizeUnits[unit.toLowerCase() as keyof typeof sizeUnits])
  return { comparison: comparison as Comparison, bytes }
}

/** Reads what a value of the payload is compared with. @throws QueryError */
export function parseDataValue(piece: Piece): DataValue {
  const { text, quoted } = piece
  if (quoted) return { kind: 'text', pattern: { text, wildcard: false } }
  if (/^\*+$/.test(text)) return { kind: 'there' }
  const comparison = /^[<>]=?/.exec(text)?.[0]
  if (comparison) return parseComparison(piece, comparison as '<' | '<=' | '>' | '>=')
  const literal = literals.get(text)
  if (literal !== undefined) return { kind: 'literal', text, literal }
  if (JSON_NUMBER.test(text)) return { kind: 'literal', text, literal: Number(text) }
  return { kind: 'text', pattern: { text, wildcard: text.includes('*') } }
}

function parseComparison(piece: Piece, comparison: '<' | '<=' | '>' | '>='): DataValue {
  const digits = piece.text.slice(comparison.length)
  const number = JSON_NUMBER.test(digits) ? Number(digits) : Number.NaN
  if (!Number.isFinite(number)) {
    throw fail(piece, `Expected a number after "${comparison}". Text that begins so stands in quotes.`)
  }
  // Without the sign of -0, which no text shows.
  return { kind: 'compare', comparison, number: number + 0 }
}

function fail({ from, to }: Piece, message: string): QueryError {
  return new QueryError(message, from, to - from)
}
