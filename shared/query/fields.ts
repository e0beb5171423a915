import { type PlainField, plainFields } from './ast.ts'
import type { Piece } from './lex.ts'

/** The field that stands before a colon, in any case; null: there is none of this name. */
export function fieldOf(name: Piece[]): PlainField | 'header' | 'data' | null {
  const [first] = name
  if (!first || first.quoted) return null
  const [head = ''] = first.text.split('.', 1)
  const field = head.toLowerCase()
  if (field === 'header' || field === 'data') return field
  const isWhole = name.length === 1 && head === first.text
  return (isWhole && plainFields.find((plain) => plain === field)) || null
}

/** For messages. */
export const fieldNames = [...plainFields.map((field) => `${field}:`), 'header.NAME:', 'data.PATH:'].join(
  ', ',
)
