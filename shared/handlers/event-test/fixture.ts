import { bodyBytes } from '../../export/body-bytes.ts'
import { encodeBase64 } from '../../request-formats/bytes.ts'
import type { CodeFile } from '../handler.ts'
import type { TestedEvent } from './index.ts'

/** The body of an event as a file. */
export interface Fixture {
  file: CodeFile
  /** What files of this event are called, without ending. */
  name: string
  isBase64: boolean
}

/** The bytes themselves where a file of text keeps them, else base64. @param separator between words of a name */
export function fixtureOf({ type, body }: TestedEvent, separator: string): Fixture {
  const words = (type ?? '').toLowerCase().match(/[a-z0-9]+/g) ?? ['event']
  const name = words.join(separator).slice(0, 60)
  const isBase64 = body.encoding === 'base64' || !survives(body.text)
  const code = isBase64 ? `${encodeBase64(bodyBytes(body))}\n` : body.text
  return {
    name,
    isBase64,
    file: isBase64
      ? { name: `fixtures/${name}.base64`, language: 'text', code }
      : { name: `fixtures/${name}.json`, language: 'json', code },
  }
}

/** Editors, git and the clipboard change line ends, and drop what cannot be seen. */
function survives(text: string): boolean {
  return !/(?![\n\t])\p{Cc}|\ufeff/u.test(text)
}
