import { type TextPart, visibleParts } from '../../lib/visible-text.ts'

/** Text that is drawn as it is, or a sign that stands for something a reader would not see. */
export type BytePiece =
  | { kind: 'text'; text: string }
  | { kind: 'sign'; sign: string; name: string; endsLine: boolean }

const signs: Record<string, { sign: string; name: string }> = {
  ' ': { sign: '·', name: 'space' },
  '\\t': { sign: '→', name: 'tab' },
  '\\r': { sign: 'CR', name: 'carriage return' },
  '\\n': { sign: '↵', name: 'line feed' },
}

/** Splits text so that every byte can be seen: spaces, tabs, line ends and hidden characters become signs. */
export function bytePieces(text: string): BytePiece[] {
  const pieces = visibleParts(text).flatMap((part) =>
    part.kind === 'text' ? withSpaces(part.text) : [signOf(part)],
  )
  return pieces.map((piece, index) => ({ ...piece, ...endOfLine(piece, pieces[index + 1]) }))
}

function signOf(part: TextPart & { kind: 'hidden' }): BytePiece {
  const { sign, name } = signs[part.escape] ?? { sign: part.escape, name: part.name }
  return { kind: 'sign', sign, name, endsLine: false }
}

function withSpaces(text: string): BytePiece[] {
  return text
    .split(/(\p{Zs})/u)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (!/^\p{Zs}$/u.test(piece)) return { kind: 'text', text: piece }
      const code = `U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
      return { kind: 'sign', ...(signs[piece] ?? { sign: code, name: `${code} space` }), endsLine: false }
    })
}

/** Of several line ends in a row the last one ends the line: empty lines would only take room. */
function endOfLine(piece: BytePiece, next: BytePiece | undefined): { endsLine: boolean } | null {
  if (piece.kind === 'text') return null
  const isLineEnd = piece.sign === '↵'
  const followed = next?.kind === 'sign' && (next.sign === '↵' || next.sign === 'CR')
  return { endsLine: isLineEnd && !followed }
}
