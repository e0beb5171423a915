import type { Suspect } from './suspect.ts'

/** As long as hashing this often. */
const COST = 2

export const bodyBase64: Suspect = {
  code: 'body_base64',
  title: () => 'the body is base64 of what was signed, or the reverse',
  explanation: () =>
    'The signature matches once the body is decoded from (or encoded to) base64. Serverless gateways hand over binary bodies like this and say so in isBase64Encoded.',
  fix: () =>
    "Decode before you verify: const raw = event.isBase64Encoded ? Buffer.from(event.body, 'base64') : event.body.",
  *bodies(body, budget) {
    if (looksLikeBase64(body.toString('latin1', 0, 64)) && budget.spend(COST * body.length)) {
      const text = body.toString('latin1').trim()
      if (looksLikeBase64(text)) yield Buffer.from(text, 'base64')
    }
    if (budget.spend(COST * body.length)) yield Buffer.from(body.toString('base64'), 'latin1')
  },
}

function looksLikeBase64(text: string): boolean {
  return text.length >= 4 && !/[^A-Za-z0-9+/_\-\r\n]/.test(text.replace(/={1,2}$/, ''))
}
