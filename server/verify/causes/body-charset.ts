import { isAscii, isUtf8 } from 'node:buffer'
import type { Suspect } from './suspect.ts'

/** As long as hashing this often. */
const COST = 8

export const bodyCharset: Suspect = {
  code: 'body_charset',
  title: () => 'the body was converted to another character set',
  explanation: () =>
    'The signature matches the body in another encoding: UTF-8 was read as Latin-1 and written again, or the reverse. Characters beyond ASCII changed their bytes.',
  fix: () =>
    'Verify bytes, not text. Where text cannot be avoided, read and write it as UTF-8: a request without charset is not Latin-1.',
  *bodies(body, budget) {
    if (isAscii(body)) return
    // What came is the signed UTF-8 once more encoded as if it were Latin-1, or Latin-1 of the signed text.
    if (isUtf8(body) && budget.spend(COST * body.length)) yield* readAsUtf8(body)
    if (budget.spend(COST * body.length)) yield Buffer.from(body.toString('latin1'), 'utf8')
  },
}

function* readAsUtf8(body: Buffer): Iterable<Buffer> {
  const text = body.toString()
  if (isLatin1(text)) yield Buffer.from(text, 'latin1')
  const asWindows = text.replace(windowsOnly, (character) => String.fromCharCode(windows.get(character) ?? 0))
  if (asWindows !== text && isLatin1(asWindows)) yield Buffer.from(asWindows, 'latin1')
}

/** The characters that Windows-1252 has in the place of Latin-1's second set of control characters. */
const windows = new Map(
  [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'].map((character, i) => [character, 0x80 + i]),
)
const windowsOnly = /[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g

function isLatin1(text: string): boolean {
  return !/[^\0-\xff]/.test(text)
}
