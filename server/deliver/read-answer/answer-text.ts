/** Characters of an answer that are read. */
export const READ_CHARACTERS = 64 * 1024
/** Characters of recognised words that are shown. */
const SHOWN_CHARACTERS = 200

const plain: Record<string, string> = {
  '&#39;': "'",
  '&#039;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&quot;': '"',
  '&#34;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&nbsp;': ' ',
  '\\"': '"',
  '\\/': '/',
  '\\n': '\n',
  '\\u0022': '"',
  '\\u0027': "'",
  '\\u003c': '<',
  '\\u003e': '>',
  '’': "'",
}
const written = /&(?:#39|#039|#x27|#34|apos|quot|lt|gt|amp|nbsp);|\\(?:["/n]|u00(?:22|27|3c|3e))|’/gi

/** The answer's text as its author meant it, whether it stands in HTML or in JSON. */
export function readableText(body: string): string {
  return body.slice(0, READ_CHARACTERS).replace(written, (code) => plain[code.toLowerCase()] ?? code)
}

/** Recognised words in one line. */
export function wordsInLine(words: string): string {
  const line = words
    .slice(0, 4 * SHOWN_CHARACTERS)
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= SHOWN_CHARACTERS ? line : `${line.slice(0, SHOWN_CHARACTERS - 1)}…`
}
