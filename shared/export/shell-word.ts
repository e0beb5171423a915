import { decodeUtf8, encodeUtf8 } from '../request-formats/bytes.ts'

/**
 * The word that bash makes these bytes of: `'…'`, or `$'…'` where some of them are no text or would not be seen.
 * No byte is NUL: an argument cannot hold it.
 */
export function shellWord(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes)
  if (!sameBytes(encodeUtf8(text), bytes)) return `$'${Array.from(bytes, byteInAnsi).join('')}'`
  if (!unseen.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  return `$'${Array.from(text, characterInAnsi).join('')}'`
}

/** Pasted into a terminal, a tab would complete and a carriage return would send the line. */
const unseen = /[^\P{C}\n]/u

function characterInAnsi(character: string): string {
  if (character === '\n') return '\\n'
  return unseen.test(character)
    ? Array.from(encodeUtf8(character), hexInAnsi).join('')
    : character.replace(/[\\'!]/, asciiInAnsi)
}

function byteInAnsi(byte: number): string {
  return byte < 0x20 || byte > 0x7e ? hexInAnsi(byte) : asciiInAnsi(String.fromCharCode(byte))
}

/** A bare `!` would be replaced by a command of the shell's history. */
function asciiInAnsi(character: string): string {
  if (character === '!') return '\\x21'
  return /[\\']/.test(character) ? `\\${character}` : character
}

function hexInAnsi(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
