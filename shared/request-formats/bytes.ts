// Every runtime has these; the contract's own library list names none of them.
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array
  encodeInto(text: string, into: Uint8Array): { written: number }
}
declare const TextDecoder: new (
  label: string,
  options: { ignoreBOM: boolean },
) => {
  decode(bytes: Uint8Array): string
}
declare const atob: (base64: string) => string
declare const btoa: (latin1: string) => string

const encoder = new TextEncoder()

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Puts bytes together from many small pieces. */
export interface ByteWriter {
  text(text: string): void
  byte(byte: number): void
  /** What was written; nothing may be written afterwards. */
  end(): Uint8Array
}

export function createByteWriter(): ByteWriter {
  let bytes = new Uint8Array(256)
  let size = 0
  const need = (more: number) => {
    if (size + more <= bytes.length) return
    const larger = new Uint8Array(Math.max(size + more, bytes.length * 2))
    larger.set(bytes.subarray(0, size))
    bytes = larger
  }
  return {
    text: (text) => {
      // No character of a string takes more than three bytes.
      need(text.length * 3)
      size += encoder.encodeInto(text, bytes.subarray(size)).written
    },
    byte: (byte) => {
      need(1)
      bytes[size++] = byte
    },
    end: () => bytes.subarray(0, size),
  }
}

/** A byte order mark stays; what is not UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** @throws where the text is not base64 */
export function decodeBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

export function encodeBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes))
}

/** One byte a character; characters beyond U+00FF have none and must not be there. */
export function encodeLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** One character a byte. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = []
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return parts.join('')
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
