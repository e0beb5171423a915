import type { Suspect } from './suspect.ts'

const MAX_FIELDS = 20

/** As long as hashing this often: the fields together are decoded once more. */
const COST = 32

export const bodyFormEncoded: Suspect = {
  code: 'body_form_encoded',
  title: () => 'the signed text was put into a form',
  explanation: () =>
    'The signature matches once the body is read as a form: the signed text stands in a field, or was URL-encoded whole.',
  fix: () =>
    'Send the body as it is, with content-type: application/json. With curl that is --data-binary, not --data-urlencode.',
  *bodies(body, budget) {
    if (/^\s*[[{"]/.test(body.toString('latin1', 0, 64)) || !budget.spend(COST * body.length)) return
    const text = body.toString('latin1')
    if (!/[=%+]/.test(text)) return
    yield* decoded(text)
    for (const field of text.split('&', MAX_FIELDS)) {
      const equals = field.indexOf('=')
      if (equals > 0) yield* decoded(field.slice(equals + 1))
      if (equals > 0) yield* decoded(field.slice(0, equals))
    }
  },
}

function* decoded(text: string): Iterable<Buffer> {
  try {
    yield Buffer.from(decodeURIComponent(text))
    if (text.includes('+')) yield Buffer.from(decodeURIComponent(text.replaceAll('+', ' ')))
  } catch {
    // A percent sign that encodes nothing.
  }
}
