import type { Suspect } from './suspect.ts'

export const bodyBase64: Suspect = {
  code: 'body_base64',
  title: () => 'the body is base64 of what was signed, or the reverse',
  explanation: () =>
    'The signature matches once the body is decoded from (or encoded to) base64. Serverless gateways hand over binary bodies like this and say so in isBase64Encoded.',
  fix: () =>
    "Decode before you verify: const raw = event.isBase64Encoded ? Buffer.from(event.body, 'base64') : event.body.",
  *bodies(body) {
    const text = body.toString('latin1').trim()
    if (text.length >= 4 && /^[A-Za-z0-9+/_\-\r\n]+={0,2}$/.test(text)) yield Buffer.from(text, 'base64')
    yield Buffer.from(body.toString('base64'))
  },
}
