import { concat, encodeUtf8 } from './bytes.ts'
import { RequestFormatError } from './saved-request.ts'

export interface ShellCommand {
  /** Bytes, as `$'\xff'` need not be text. */
  words: Uint8Array[]
  warnings: string[]
}

/** Reads one command as bash does: `'…'`, `"…"`, `$'…'`, backslashes and continued lines. @throws RequestFormatError */
export function splitCommand(text: string): ShellCommand {
  const words: Uint8Array[] = []
  const warnings: string[] = []
  let word: Uint8Array[] | null = null
  let at = 0
  while (at < text.length) {
    const character = text[at]!
    const next = text[at + 1] ?? ''
    const rest = text.slice(at)
    const newline = /^\\\r?\n/.exec(rest)
    if (newline) {
      at += newline[0].length
    } else if (/\s/.test(character)) {
      if (word) words.push(concat(word))
      word = null
      if (character === '\n' && words.length > 0) break
      at++
    } else if (/[|;&<>]/.test(character)) {
      warnings.push(`What follows “${character}” is left out: it is not part of the request.`)
      break
    } else {
      word ??= []
      const piece = readPiece(text, at, character, next, warnings)
      word.push(piece.bytes)
      at = piece.end
    }
  }
  if (word) words.push(concat(word))
  return { words, warnings }
}

interface Piece {
  bytes: Uint8Array
  end: number
}

function readPiece(text: string, at: number, character: string, next: string, warnings: string[]): Piece {
  if (character === "'") return readSingle(text, at)
  if (character === '"') return readDouble(text, at, warnings)
  if (character === '$' && next === "'") return readAnsi(text, at)
  if (character === '\\' && next !== '') {
    const escaped = String.fromCodePoint(text.codePointAt(at + 1)!)
    return { bytes: encodeUtf8(escaped), end: at + 1 + escaped.length }
  }
  warnOfVariable(text, at, warnings)
  const plain = /^[^\s'"\\$|;&<>]+/.exec(text.slice(at))?.[0] ?? character
  return { bytes: encodeUtf8(plain), end: at + plain.length }
}

function readSingle(text: string, at: number): Piece {
  const end = text.indexOf("'", at + 1)
  if (end === -1) throw unclosed("'", at)
  return { bytes: encodeUtf8(text.slice(at + 1, end)), end: end + 1 }
}

function readDouble(text: string, start: number, warnings: string[]): Piece {
  let value = ''
  let at = start + 1
  while (at < text.length && text[at] !== '"') {
    const escaped = /^\\(?:(["\\$`])|\r?\n)/.exec(text.slice(at, at + 3))
    if (!escaped) warnOfVariable(text, at, warnings)
    value += escaped ? (escaped[1] ?? '') : text[at]
    at += escaped ? escaped[0].length : 1
  }
  if (at >= text.length) throw unclosed('"', start)
  return { bytes: encodeUtf8(value), end: at + 1 }
}

const named: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
}

function readAnsi(text: string, start: number): Piece {
  const bytes: Uint8Array[] = []
  let plainFrom = start + 2
  let at = plainFrom
  while (at < text.length && text[at] !== "'") {
    if (text[at] !== '\\') {
      at++
      continue
    }
    bytes.push(encodeUtf8(text.slice(plainFrom, at)))
    const code = /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(
      text.slice(at, at + 10),
    )
    if (code) {
      const [all, hex, short, long, octal] = code
      const point = short ?? long
      bytes.push(
        point === undefined
          ? Uint8Array.of(hex === undefined ? Number.parseInt(octal!, 8) : Number.parseInt(hex, 16))
          : encodeUtf8(pointOf(point, at)),
      )
      at += all.length
    } else {
      const letter = text[at + 1] ?? ''
      bytes.push(encodeUtf8(named[letter] ?? (/[\\'"?]/.test(letter) ? letter : `\\${letter}`)))
      at += 2
    }
    plainFrom = at
  }
  if (at >= text.length) throw unclosed("$'", start)
  bytes.push(encodeUtf8(text.slice(plainFrom, at)))
  return { bytes: concat(bytes), end: at + 1 }
}

function pointOf(hex: string, at: number): string {
  const point = Number.parseInt(hex, 16)
  if (point <= 0x10ffff) return String.fromCodePoint(point)
  throw new RequestFormatError(`Character ${at + 1} of the command: \\U${hex} is no character.`)
}

function warnOfVariable(text: string, at: number, warnings: string[]): void {
  const variable = /^\$(?:\w+|\{\w+\}|\()/.exec(text.slice(at, at + 80))?.[0]
  if (variable) warnings.push(`${variable} is not filled in: the command is read, not run.`)
}

function unclosed(quote: string, at: number): RequestFormatError {
  return new RequestFormatError(`The quote ${quote} at character ${at + 1} of the command is never closed.`)
}
