import { fold } from '../../../../shared/query/fold.ts'
import { decodeUtf8 } from '../../../../shared/request-formats/bytes.ts'

/** What the index knows of the bodies of events. */
export interface IndexedText {
  /** Folded; holds every stretch of the body's text, and every string and key of a JSON body as it reads. */
  text: string
  /** The body as JSON; undefined: it is none. */
  json: unknown
}

/** What a text must hold to be found: every search for something in this body finds it in `text`. */
export function indexedText(body: Uint8Array): IndexedText {
  const text = decodeUtf8(body)
  const json = parseJson(text)
  if (json === undefined || !text.includes('\\')) return { text: forIndex(text), json }
  // What is written with escapes reads otherwise than it stands in the body.
  return { text: forIndex(`${text}\n${stringsIn(json).join('\n')}`), json }
}

/** The stretches of three characters in a text that is looked for; none of a shorter one. */
export function trigramsOf(text: string): string[] {
  const characters = Array.from(forIndex(text))
  const count = Math.max(0, characters.length - 2)
  const all = Array.from({ length: count }, (_, i) => characters.slice(i, i + 3).join(''))
  return [...new Set(all)]
}

/** FTS5 passes over NULs. Half surrogate pairs become U+FFFD on their way into SQLite, as in every query. */
function forIndex(text: string): string {
  return fold(text).replaceAll('\0', '\ufffd')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

/** Every string and key, without recursion: payloads can be nested deeper than the stack. */
function stringsIn(json: unknown): string[] {
  const strings: string[] = []
  const open = [json]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string') strings.push(value)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) strings.push(key)
        open.push(inner)
      }
    }
  }
  return strings
}
