import type { Budget } from '../budget.ts'
import type { Suspect } from './suspect.ts'

const MAX_FIELDS = 20

/** As long as hashing this often. */
const COST = 6

export const bodyFormEncoded: Suspect = {
  code: 'body_form_encoded',
  title: () => 'the signed text was put into a form',
  explanation: () =>
    'The signature matches once the body is read as a form: the signed text stands in a field, or was URL-encoded whole.',
  fix: () =>
    'Send the body as it is, with content-type: application/json. With curl that is --data-binary, not --data-urlencode.',
  *bodies(body, budget) {
    if (/^\s*[[{"]/.test(body.toString('latin1', 0, 64)) || !budget.spend(body.length)) return
    const text = body.toString('latin1')
    if (!/[=%+]/.test(text)) return
    for (const field of text.split('&', MAX_FIELDS)) {
      const equals = field.indexOf('=')
      if (equals > 0) yield* decoded(field.slice(equals + 1), budget)
      if (equals > 0) yield* decoded(field.slice(0, equals), budget)
    }
    yield* decoded(text, budget)
  },
}

function* decoded(text: string, budget: Budget): Iterable<Buffer> {
  const variants = text.includes('+') ? [text, text.replaceAll('+', ' ')] : [text]
  for (const variant of variants) {
    if (!budget.spend(COST * variant.length)) return
    const bytes = decodedUri(variant)
    if (bytes === null) return
    yield bytes
  }
}

function decodedUri(text: string): Buffer | null {
  try {
    return Buffer.from(decodeURIComponent(text))
  } catch {
    // A percent sign that encodes nothing.
    return null
  }
}
