/** What the reader gave, as text that is shown, or as bytes that are only named. */
export interface Pasted {
  text: string
  /** A file, or a text too long to be shown; `text` is empty then. */
  held: { name: string; bytes: Uint8Array<ArrayBuffer> } | null
  /** It came at once, by pasting or as a file: it is explained without being asked to. */
  cameAtOnce: boolean
}

export const nothing: Pasted = { text: '', held: null, cameAtOnce: false }

/** A text area with more takes its time for every key. */
const SHOWN_CHARACTERS = 200_000

export function pastedText(text: string): Pasted {
  return text.length <= SHOWN_CHARACTERS
    ? { text, held: null, cameAtOnce: true }
    : held('Pasted text', new TextEncoder().encode(text))
}

export function isTooLongToShow(text: string): boolean {
  return text.length > SHOWN_CHARACTERS
}

/** A file is shown if that keeps its bytes: a text area makes every line end a line feed. */
export function pastedFile(name: string, bytes: Uint8Array<ArrayBuffer>): Pasted {
  const text = bytes.length <= SHOWN_CHARACTERS ? utf8(bytes) : null
  return text === null || text.includes('\r') ? held(name, bytes) : { text, held: null, cameAtOnce: true }
}

export function isNothing({ text, held }: Pasted): boolean {
  return held === null && text.trim() === ''
}

export function bytesOf({ text, held }: Pasted): Uint8Array {
  return held?.bytes ?? new TextEncoder().encode(text)
}

/** The same for the API. */
export async function asRequest({ text, held }: Pasted): Promise<{
  request: string
  encoding: 'utf8' | 'base64'
}> {
  if (held === null) return { request: text, encoding: 'utf8' }
  return { request: await base64(held.bytes), encoding: 'base64' }
}

function held(name: string, bytes: Uint8Array<ArrayBuffer>): Pasted {
  return { text: '', held: { name, bytes }, cameAtOnce: true }
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function base64(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(new Blob([bytes]))
  })
}
