import { keyOfText, keysOfOwn } from './keys.ts'
import type { Suspect } from './suspect.ts'

export const secretDoubleEncoded: Suspect = {
  code: 'secret_double_encoded',
  title: ({ secret }) => `the secret “${secret?.label}” was encoded twice`,
  explanation: ({ secret }) =>
    `Decoded from base64 twice, “${secret?.label}” (${secret?.hint}) makes this signature. Something on its way here encoded the secret once more.`,
  fix: () =>
    'Store the secret as the sender shows it. Kubernetes encodes the values under stringData itself; under data give the base64 of the whole text whsec_….',
  keys: (facts) =>
    keysOfOwn(facts, (text) => {
      const once = Buffer.from(text.replace(/^whsec_/, ''), 'base64').toString('latin1')
      return [keyOfText(once.trim())]
    }),
}
