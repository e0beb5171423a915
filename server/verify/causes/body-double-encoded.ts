import type { Suspect } from './suspect.ts'
import { trimmed } from './white-space.ts'

const QUOTE = 0x22

/** As long as hashing this often. */
const COST = 5

export const bodyDoubleEncoded: Suspect = {
  code: 'body_double_encoded',
  title: () => 'the body is a JSON string that holds the signed text',
  explanation: () =>
    'The signature matches the text inside: the body was given to JSON.stringify although it was a string already, or is such a string parsed once too often.',
  fix: () => 'Pass the body on as the string that it is. JSON.stringify is for values, not for JSON text.',
  *bodies(body, budget) {
    if (!budget.spend(COST * body.length)) return
    if (trimmed(body)[0] === QUOTE) {
      const inner = parseString(body.toString())
      if (inner !== null) yield Buffer.from(inner)
    } else {
      // Only ASCII is escaped, so that the bytes of all else may stay: latin1 saves decoding them.
      yield Buffer.from(JSON.stringify(body.toString('latin1')), 'latin1')
    }
  },
}

function parseString(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}
