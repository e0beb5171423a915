import type { Suspect } from './suspect.ts'

export const bodyDoubleEncoded: Suspect = {
  code: 'body_double_encoded',
  title: () => 'the body is a JSON string that holds the signed text',
  explanation: () =>
    'The signature matches the text inside: the body was given to JSON.stringify although it was a string already, or is such a string parsed once too often.',
  fix: () => 'Pass the body on as the string that it is. JSON.stringify is for values, not for JSON text.',
  *bodies(body) {
    const text = body.toString()
    if (/^\s*"/.test(text)) {
      const inner = parseString(text)
      if (inner !== null) yield Buffer.from(inner)
    } else {
      yield Buffer.from(JSON.stringify(text))
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
