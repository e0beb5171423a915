import { type ByteWriter, createByteWriter } from './bytes.ts'
import { RequestFormatError } from './saved-request.ts'

export interface ShellCommand {
  /** Bytes, as `$'\xff'` need not be text. */
  words: Uint8Array[]
  warnings: string[]
}

/** No command that somebody runs has as many, and each takes memory of its own. */
const MAX_WORDS = 20_000

/** Reads one command as bash does: `'…'`, `"…"`, `$'…'`, backslashes and continued lines. @throws RequestFormatError */
export function splitCommand(text: string): ShellCommand {
  const words: Uint8Array[] = []
  const warnings: string[] = []
  const variables = new Set<string>()
  let word: ByteWriter | null = null
  let at = 0
  const endWord = () => {
    if (word) words.push(word.end())
    word = null
    if (words.length > MAX_WORDS) throw new RequestFormatError('The command has more than 20,000 words.')
  }
  while (at < text.length) {
    const character = text[at]!
    const newline = character === '\\' ? /^\\\r?\n/.exec(text.slice(at, at + 3)) : null
    if (newline) {
      at += newline[0].length
    } else if (/\s/.test(character)) {
      endWord()
      if (character === '\n' && words.length > 0) break
      at++
    } else if (/[|;&<>]/.test(character)) {
      warnings.push(`What follows “${character}” is left out: it is not part of the request.`)
      break
    } else {
      word ??= createByteWriter()
      at = readPiece(text, at, word, variables)
    }
  }
  endWord()
  return { words, warnings: [...warnings, ...unfilled(variables)] }
}

/** Everyday commands have a few; of a thousand nobody reads the names. */
const VARIABLES_NAMED = 5

function unfilled(variables: Set<string>): string[] {
  if (variables.size === 0) return []
  const names = [...variables].slice(0, VARIABLES_NAMED).join(', ')
  const more = variables.size - VARIABLES_NAMED
  const all = more > 0 ? `${names} and ${more} more` : names
  return [`${all} ${variables.size === 1 ? 'is' : 'are'} not filled in: the command is read, not run.`]
}

/** Writes the piece that begins at `at` and gives the place behind it. */
function readPiece(text: string, at: number, word: ByteWriter, variables: Set<string>): number {
  const character = text[at]!
  const next = text[at + 1] ?? ''
  if (character === "'") return readSingle(text, at, word)
  if (character === '"') return readDouble(text, at, word, variables)
  if (character === '$' && next === "'") return readAnsi(text, at, word)
  if (character === '\\' && next !== '') {
    const escaped = String.fromCodePoint(text.codePointAt(at + 1)!)
    word.text(escaped)
    return at + 1 + escaped.length
  }
  if (character === '$') noteVariable(text, at, variables)
  const plain = runAt(/[^\s'"\\$|;&<>]+/y, text, at) ?? character
  word.text(plain)
  return at + plain.length
}

function runAt(sticky: RegExp, text: string, at: number): string | undefined {
  sticky.lastIndex = at
  return sticky.exec(text)?.[0]
}

function readSingle(text: string, at: number, word: ByteWriter): number {
  const end = text.indexOf("'", at + 1)
  if (end === -1) throw unclosed("'", at)
  word.text(text.slice(at + 1, end))
  return end + 1
}

function readDouble(text: string, start: number, word: ByteWriter, variables: Set<string>): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') {
    const run = runAt(/[^"\\$]+/y, text, at)
    const escaped = text[at] === '\\' ? /^\\(?:(["\\$`])|\r?\n)/.exec(text.slice(at, at + 3)) : null
    if (text[at] === '$') noteVariable(text, at, variables)
    word.text(run ?? (escaped ? (escaped[1] ?? '') : text[at]!))
    at += (run ?? escaped?.[0] ?? text[at]!).length
  }
  if (at >= text.length) throw unclosed('"', start)
  return at + 1
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

function readAnsi(text: string, start: number, word: ByteWriter): number {
  let at = start + 2
  while (at < text.length && text[at] !== "'") {
    const run = runAt(/[^'\\]+/y, text, at)
    if (run !== undefined) word.text(run)
    at = run === undefined ? readEscape(text, at, word) : at + run.length
  }
  if (at >= text.length) throw unclosed("$'", start)
  return at + 1
}

function readEscape(text: string, at: number, word: ByteWriter): number {
  const code = /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(
    text.slice(at, at + 10),
  )
  if (code === null) {
    const letter = text[at + 1] ?? ''
    word.text(named[letter] ?? (/[\\'"?]/.test(letter) ? letter : `\\${letter}`))
    return at + 2
  }
  const [all, hex, short, long, octal] = code
  const point = short ?? long
  if (point !== undefined) word.text(pointOf(point, at))
  else word.byte(hex === undefined ? Number.parseInt(octal!, 8) : Number.parseInt(hex, 16))
  return at + all.length
}

function pointOf(hex: string, at: number): string {
  const point = Number.parseInt(hex, 16)
  if (point <= 0x10ffff) return String.fromCodePoint(point)
  throw new RequestFormatError(`Character ${at + 1} of the command: \\U${hex} is no character.`)
}

function noteVariable(text: string, at: number, variables: Set<string>): void {
  const variable = /^\$(?:\w+|\{\w+\}|\()/.exec(text.slice(at, at + 80))?.[0]
  if (variable) variables.add(variable)
}

function unclosed(quote: string, at: number): RequestFormatError {
  return new RequestFormatError(`The quote ${quote} at character ${at + 1} of the command is never closed.`)
}
