/** A stretch of a word, in quotes or not. `text` is what it means, without quotes and backslashes. */
export interface Piece {
  from: number
  to: number
  text: string
  quoted: boolean
  /** False for a quote that runs to the end of the text. */
  closed: boolean
}

/** `name:value`, or a value alone; `name` is null then. */
export interface Word {
  kind: 'word'
  from: number
  to: number
  name: Piece[] | null
  value: Piece[]
}

/** `from` and `to` are offsets in UTF-16 units, `to` exclusive. */
export type Token =
  | Word
  | { kind: 'open' | 'close' | 'minus' | 'and' | 'or' | 'not'; from: number; to: number }

const SPACE = /\s+/y
const UNQUOTED = /[^\s()"]+/y
const QUOTED = /"((?:[^"\\]|\\.?)*)("?)/sy
const keywords = ['and', 'or', 'not'] as const

/** Cuts any text into tokens, in time linear in its length. What is wrong with them, the parser says. */
export function lex(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    at += lengthOf(SPACE, text, at)
    if (at >= text.length) return tokens
    const token = lexToken(text, at)
    tokens.push(token)
    at = token.to
  }
}

function lexToken(text: string, from: number): Token {
  const sign = { '(': 'open', ')': 'close', '-': 'minus' } as const
  const first = text[from] as string
  if (first in sign) return { kind: sign[first as keyof typeof sign], from, to: from + 1 }
  const word = lexWord(text, from)
  const keyword = keywords.find((name) => name === text.slice(from, word.to).toLowerCase())
  return keyword ? { kind: keyword, from, to: word.to } : word
}

function lexWord(text: string, from: number): Word {
  const pieces: Piece[] = []
  let name: Piece[] | null = null
  let at = from
  for (let piece = lexPiece(text, at); piece; piece = lexPiece(text, at)) {
    at = piece.to
    const colon = piece.quoted || name ? -1 : piece.text.indexOf(':')
    if (colon < 0) {
      pieces.push(piece)
      continue
    }
    const split = piece.from + colon
    if (colon > 0) pieces.push({ ...piece, to: split, text: piece.text.slice(0, colon) })
    name = pieces.splice(0)
    if (split + 1 < piece.to) {
      pieces.push({ ...piece, from: split + 1, text: piece.text.slice(colon + 1) })
    }
  }
  return { kind: 'word', from, to: at, name, value: pieces }
}

function lexPiece(text: string, from: number): Piece | null {
  UNQUOTED.lastIndex = from
  const unquoted = UNQUOTED.exec(text)?.[0]
  if (unquoted) return { from, to: from + unquoted.length, text: unquoted, quoted: false, closed: true }
  QUOTED.lastIndex = from
  const quoted = QUOTED.exec(text)
  if (!quoted) return null
  const [whole, inner = '', end] = quoted
  return { from, to: from + whole.length, text: unquote(inner), quoted: true, closed: end === '"' }
}

/** Only `\"` and `\\` are escapes; any other backslash is itself. */
function unquote(inner: string): string {
  return inner.replace(/\\(["\\])/g, '$1')
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}
