import type { JsonTokens } from './tokens.ts'

/** How strings and numbers are written: what may differ while their meaning stays. */
export interface JsonManner {
  strings: StringStyle
  /** `keep`: as they stand. `javascript`: as JavaScript writes them, 1.0 as 1. */
  numbers: 'keep' | 'javascript'
}

/** `keep`: as they stand; the others say which characters are escaped besides those that must be. */
export type StringStyle = 'keep' | 'plain' | 'ascii' | 'ASCII' | 'slashes' | 'slashesAscii' | 'html'

/** The tokens in a manner; the same where none differs. Texts that are new lie behind the old bytes. */
export function restyle(tokens: JsonTokens, { strings, numbers }: JsonManner): JsonTokens {
  if (strings === 'keep' && numbers === 'keep') return tokens
  const { bytes, count } = tokens
  const from = tokens.from.slice(0, count)
  const to = tokens.to.slice(0, count)
  const texts: string[] = []
  const known = new Map<string, string>()
  let length = bytes.length

  const write = (token: number, latin1: string) => {
    texts.push(latin1)
    from[token] = length
    length += latin1.length
    to[token] = length
  }
  for (let token = 0; token < count; token++) {
    const [start, end] = [from[token] as number, to[token] as number]
    const first = bytes[start] as number
    if (first === QUOTE) {
      if (!hasAny(bytes, start, end, rewritten[strings])) continue
      const raw = bytes.toString('latin1', start, end)
      const text = known.get(raw) ?? writeString(raw, strings)
      if (known.size < MAX_KNOWN) known.set(raw, text)
      write(token, text)
    } else if (numbers === 'javascript' && isNumber(first)) {
      write(token, JSON.stringify(Number(bytes.toString('latin1', start, end))))
    }
  }
  if (texts.length === 0) return tokens
  return { ...tokens, bytes: Buffer.concat([bytes, Buffer.from(texts.join(''), 'latin1')], length), from, to }
}

const QUOTE = 0x22
/** Keys are the same again and again; so many texts are remembered. */
const MAX_KNOWN = 256

/** For each style the bytes that it may write otherwise; a string without them stays. */
const rewritten: Record<StringStyle, Uint8Array> = {
  keep: tableOf(/[^\0-\xff]/),
  plain: tableOf(/\\/),
  ascii: tableOf(/[\\\x7f-\xff]/),
  ASCII: tableOf(/[\\\x7f-\xff]/),
  slashes: tableOf(/[\\/]/),
  slashesAscii: tableOf(/[\\/\x7f-\xff]/),
  // E2 begins the two line separators.
  html: tableOf(/[\\<>&\xe2]/),
}

function tableOf(bytes: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(bytes.test(String.fromCharCode(byte))))
}

function hasAny(bytes: Buffer, from: number, to: number, table: Uint8Array): boolean {
  for (let i = from; i < to; i++) if (table[bytes[i] as number]) return true
  return false
}

function isNumber(first: number): boolean {
  return first === 0x2d || (first >= 0x30 && first <= 0x39)
}

/** From latin1 to latin1. A string that cannot be read stays as it is. */
function writeString(raw: string, style: StringStyle): string {
  const text = Buffer.from(raw, 'latin1').toString()
  const plain = text.includes('\\') ? unescaped(text) : text
  return Buffer.from(escaped(plain, style)).toString('latin1')
}

function unescaped(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

function escaped(plain: string, style: StringStyle): string {
  switch (style) {
    case 'keep':
    case 'plain':
      return plain
    case 'ascii':
      return escapeNonAscii(plain)
    case 'ASCII':
      return escapeNonAscii(plain).replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`)
    case 'slashes':
      return plain.replaceAll('/', '\\/')
    case 'slashesAscii':
      return escapeNonAscii(plain.replaceAll('/', '\\/'))
    case 'html':
      return plain.replace(/[<>&\u2028\u2029]/g, escapeCharacter)
  }
}

function escapeNonAscii(text: string): string {
  return text.replace(/[\u007f-\uffff]/g, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
