/**
 * A JSON text in pieces: keys, values and brackets as stretches of bytes, and what stands before each. White space,
 * commas and colons are no pieces: they are what a layout decides.
 */
export interface JsonTokens {
  bytes: Buffer
  count: number
  from: Int32Array
  to: Int32Array
  /** One of `gaps`, plus 4 for each level of depth. */
  gap: Int32Array
  /** Of an opening bracket the token that closes it; else the token itself. */
  end: Int32Array
}

export const gaps = { none: 0, colon: 1, comma: 2, break: 3 } as const

/** What is due next in the text. */
const due = { value: 0, valueOrEnd: 1, key: 2, keyOrEnd: 3, more: 4 } as const

/** More take more memory than a guess is worth: 16 bytes each. */
const MAX_TOKENS = 512 * 1024
/** Nobody nests deeper who does not mean to do harm. */
const MAX_DEPTH = 10_000

/**
 * Takes a text apart; null where it is no JSON, has too many tokens, or too deep ones. It looks at the structure alone: what is
 * wrong within a string or a number is kept as it is. Without recursion, each byte once.
 */
export function tokenize(bytes: Buffer): JsonTokens | null {
  // Room for as many as there can be: what is not written takes no memory.
  const size = Math.min(bytes.length, MAX_TOKENS)
  const [from, to] = [new Int32Array(size), new Int32Array(size)]
  const [gap, end] = [new Int32Array(size), new Int32Array(size)]
  let count = 0
  const open: number[] = []
  let inObject = false
  let next: number = due.value
  let before: number = gaps.none
  for (let at = skipSpace(bytes, 0); at < bytes.length; at = skipSpace(bytes, at)) {
    const byte = bytes[at] as number
    if (next === due.more && byte === COMMA) {
      if (open.length === 0) return null
      next = inObject ? due.key : due.value
      before = gaps.comma
      at++
      continue
    }
    if (count === MAX_TOKENS) return null
    const token = count++
    from[token] = at
    end[token] = token
    if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      const mayEnd = next === due.more || next === (inObject ? due.keyOrEnd : due.valueOrEnd)
      if (!mayEnd || open.length === 0 || inObject !== (byte === CLOSE_OBJECT)) return null
      const opening = open.pop() as number
      end[opening] = token
      before = opening === token - 1 ? gaps.none : gaps.break
      inObject = open.length > 0 && bytes[from[open[open.length - 1] as number] as number] === OPEN_OBJECT
      next = due.more
      at++
    } else if (next === due.key || next === due.keyOrEnd) {
      at = byte === QUOTE ? stringEnd(bytes, at) : at
      if (at === from[token]) return null
      next = due.value
    } else if (next === due.more) {
      return null
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      inObject = byte === OPEN_OBJECT
      next = inObject ? due.keyOrEnd : due.valueOrEnd
      at++
    } else {
      at = byte === QUOTE ? stringEnd(bytes, at) : wordEnd(bytes, at)
      if (at === from[token]) return null
      next = due.more
    }
    to[token] = at
    gap[token] = before + 4 * open.length
    if (next === due.value) {
      at = skipSpace(bytes, at)
      if (bytes[at++] !== COLON) return null
      before = gaps.colon
    } else if (next !== due.more) {
      if (open.length === MAX_DEPTH) return null
      open.push(token)
      before = gaps.break
    }
  }
  return next === due.more && open.length === 0 ? { bytes, count, from, to, gap, end } : null
}

const QUOTE = 0x22
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c

/** The place after the closing quote; the end of the text where there is none. */
function stringEnd(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) return at + 1
    if (byte === BACKSLASH) at++
  }
  return bytes.length
}

/** The place after a number, `true`, `false` or `null`. */
function wordEnd(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && isOfWord[bytes[at] as number] === 1) at++
  return at
}

const isOfWord = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(/[-+.\dEa-z]/.test(String.fromCharCode(byte))),
)

const isSpace = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(' \n\r\t'.includes(String.fromCharCode(byte))),
)

function skipSpace(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && isSpace[bytes[at] as number] === 1) at++
  return at
}
