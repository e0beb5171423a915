import type { Suspect } from './suspect.ts'

export const bodyEmpty: Suspect = {
  code: 'body_empty',
  title: ({ value }) => (value ? 'the body is empty' : 'an empty body was signed'),
  explanation: ({ value }) =>
    value
      ? 'A signature came, but no body. Something read the body before it was passed on, or dropped it on a redirect.'
      : 'The signature matches an empty body: the sender signed before the body was there.',
  fix: ({ value }) =>
    value
      ? 'Read the body once and keep its bytes: a stream that was read is empty. Look for a middleware that consumes it, and for redirects, which turn a POST into a GET.'
      : 'Where the signature is made, sign the very bytes that are sent.',
  *bodies(body) {
    if (body.length > 0) yield Buffer.alloc(0)
  },
  fact: ({ body, picked }, matched) =>
    matched === null && body.length === 0 && picked.signature?.value
      ? { confidence: 'proven', evidence: { value: { name: 'body', received: '', signed: null } } }
      : null,
}
