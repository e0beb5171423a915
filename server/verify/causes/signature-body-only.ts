import type { Suspect } from './suspect.ts'

export const signatureBodyOnly: Suspect = {
  code: 'signature_body_only',
  title: ({ value }) => `only ${value?.signed} was signed`,
  explanation: ({ value }) =>
    `The signature matches the HMAC of ${value?.signed}. The scheme signs the id, the timestamp and the body, joined by dots.`,
  fix: () =>
    'Where the signature is made, sign id, timestamp and body joined by dots, rather than the body. GitHub and Stripe do it in other ways; the headers here are of Svix.',
  *prefixes({ timestamp }) {
    const evidence = (signed: string) => ({
      value: { name: 'signed', received: 'id.timestamp.body', signed },
    })
    yield { value: '', evidence: evidence('the body') }
    yield { value: `${timestamp}.`, evidence: evidence('timestamp and body') }
  },
}
