import { parseSecret } from '../secret.ts'
import { keysOfOwn } from './keys.ts'
import type { Suspect } from './suspect.ts'

export const secretMalformed: Suspect = {
  code: 'secret_malformed',
  title: ({ secret }) => `“${secret?.label}” is not a signing secret`,
  explanation: ({ secret, value }) =>
    `“${secret?.label}” (${secret?.hint}) cannot be read as one. ${value?.received ?? ''} A signing secret begins with whsec_ and goes on in base64.`,
  fix: () =>
    "Copy the signing secret from the endpoint's page in the sender's dashboard. It is not an API key, and not the endpoint's id.",
  // base64url, or too much padding: what it was meant to be can still be read.
  keys: (facts) =>
    keysOfOwn(facts, (text) => {
      if (parseSecret(text).ok) return []
      const body = text.replace(/^whsec_/, '').replace(/=+$/, '')
      return [/^[\w-]{8,}$/.test(body) ? Buffer.from(body, 'base64url') : null]
    }),
  fact: ({ secrets }, matched) => {
    if (matched !== null || secrets.length === 0) return null
    const broken = secrets.map((secret) => ({ secret, parsed: parseSecret(secret.text) }))
    const [first] = broken
    if (!first || broken.some(({ parsed }) => parsed.ok) || first.parsed.ok) return null
    const { label, hint } = first.secret
    return {
      confidence: 'proven',
      evidence: {
        secret: { label, hint, endpoint: null },
        value: { name: 'secret', received: first.parsed.problem, signed: null },
      },
    }
  },
}
