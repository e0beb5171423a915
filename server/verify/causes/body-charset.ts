import { isAscii, isUtf8 } from 'node:buffer'
import type { Suspect } from './suspect.ts'

export const bodyCharset: Suspect = {
  code: 'body_charset',
  title: () => 'the body was converted to another character set',
  explanation: () =>
    'The signature matches the body in another encoding: UTF-8 was read as Latin-1 and written again, or the reverse. Characters beyond ASCII changed their bytes.',
  fix: () =>
    'Verify bytes, not text. Where text cannot be avoided, read and write it as UTF-8: a request without charset is not Latin-1.',
  *bodies(body) {
    if (isAscii(body)) return
    // What came is Latin-1 of the signed text, or the signed UTF-8 once more encoded as if it were Latin-1.
    yield Buffer.from(body.toString('latin1'), 'utf8')
    if (!isUtf8(body)) return
    const text = body.toString('utf8')
    if (/^[\0-\xff]*$/.test(text)) yield Buffer.from(text, 'latin1')
    const asWindows = windows1252(text)
    if (asWindows) yield asWindows
  },
}

const upper = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** The bytes that Windows-1252 has for the text, or null where it has none. */
function windows1252(text: string): Buffer | null {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) as number
    const place = upper.indexOf(character)
    if (place >= 0) bytes.push(0x80 + place)
    else if (code <= 0xff) bytes.push(code)
    else return null
  }
  return Buffer.from(bytes)
}
