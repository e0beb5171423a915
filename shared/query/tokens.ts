import { fieldOf } from './fields.ts'
import { lex, type Piece, type Token, type Word } from './lex.ts'

/** A stretch of a query's text, for its colour. `unknown` is a field that there is not. */
export interface Stretch {
  kind: 'space' | 'field' | 'unknown' | 'value' | 'wildcard' | 'text' | 'keyword' | 'sign' | 'parenthesis'
  from: number
  to: number
}

/** Cuts any text into stretches without gaps, also one that cannot be read. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const stretch of lex(text).flatMap(ofToken)) {
    if (stretch.from > at) stretches.push({ kind: 'space', from: at, to: stretch.from })
    stretches.push(stretch)
    at = stretch.to
  }
  if (at < text.length) stretches.push({ kind: 'space', from: at, to: text.length })
  return stretches
}

function ofToken(token: Token): Stretch[] {
  const { from, to } = token
  switch (token.kind) {
    case 'word':
      return ofWord(token)
    case 'open':
    case 'close':
      return [{ kind: 'parenthesis', from, to }]
    case 'minus':
      return [{ kind: 'sign', from, to }]
    default:
      return [{ kind: 'keyword', from, to }]
  }
}

function ofWord({ from, to, name, value }: Word): Stretch[] {
  if (name === null) return [{ kind: 'text', from, to }]
  const field = fieldOf(name)
  const colon = name.at(-1)?.to ?? from
  const takesWildcards = field !== 'entity' && field !== 'user' && field !== 'team'
  return [
    { kind: field === null ? 'unknown' : 'field', from, to: colon + 1 },
    ...value.flatMap((piece) => (takesWildcards ? withWildcards(piece) : [valueAt(piece)])),
  ]
}

function withWildcards(piece: Piece): Stretch[] {
  if (piece.quoted) return [valueAt(piece)]
  return [...piece.text.matchAll(/\*|[^*]+/g)].map(({ 0: part, index }) => {
    const from = piece.from + index
    return { kind: part === '*' ? 'wildcard' : 'value', from, to: from + part.length }
  })
}

function valueAt({ from, to }: Piece): Stretch {
  return { kind: 'value', from, to }
}
