import type { PlainField } from './ast.ts'
import { fieldOf } from './fields.ts'
import { lex, type Piece, type Word } from './lex.ts'

/** What is being typed, and the stretch of the text that a proposal takes the place of. */
export interface Completion {
  wanted: Wanted
  from: number
  to: number
  /** What stands from `from` to the cursor, without an opening quote. */
  prefix: string
}

export type Wanted =
  /** The name of a field, or text to look for. */
  | { kind: 'field' }
  /** What follows `header.`. */
  | { kind: 'header' }
  /** What follows `data.`: keys with dots between them. */
  | { kind: 'path' }
  | { kind: 'value'; field: PlainField }
  /** The value of the header or path `name`, as it is written. */
  | { kind: 'value'; field: 'header' | 'data'; name: string }

/** What could be completed at a cursor in any text; null: text in quotes, a keyword, or an unknown field. */
export function completionAt(text: string, cursor: number): Completion | null {
  const token = lex(text).find(({ from, to }) => from < cursor && cursor <= to)
  if (!token || token.kind === 'open' || token.kind === 'minus') {
    return { wanted: { kind: 'field' }, from: cursor, to: cursor, prefix: '' }
  }
  if (token.kind !== 'word') return null
  if (token.name === null) return unnamed(text, token, cursor)

  const nameEnd = token.name.at(-1)?.to ?? token.from
  if (cursor <= nameEnd) return nameAt(text, token.from, nameEnd, token.name, cursor)
  const field = fieldOf(token.name)
  if (field === null) return null
  const from = nameEnd + 1
  const prefix = text.slice(from, cursor).replace(/^"/, '')
  const wanted: Wanted =
    field === 'header' || field === 'data'
      ? { kind: 'value', field, name: afterDot(text.slice(token.from, nameEnd)) }
      : { kind: 'value', field }
  return { wanted, from, to: token.to, prefix }
}

/** A word without a colon: the beginning of a field, or text. */
function unnamed(text: string, { from, to, value }: Word, cursor: number): Completion | null {
  return value[0]?.quoted ? null : nameAt(text, from, to, value, cursor)
}

function nameAt(text: string, from: number, to: number, pieces: Piece[], cursor: number): Completion {
  const dot = pieces[0]?.quoted ? -1 : text.slice(from, cursor).indexOf('.')
  const field = dot < 0 ? null : fieldOf(pieces)
  if (field !== 'header' && field !== 'data') {
    return { wanted: { kind: 'field' }, from, to, prefix: text.slice(from, cursor) }
  }
  const start = from + dot + 1
  const kind = field === 'header' ? 'header' : 'path'
  return { wanted: { kind }, from: start, to, prefix: text.slice(start, cursor) }
}

function afterDot(name: string): string {
  return name.slice(name.indexOf('.') + 1)
}
