import { keysOfOwn } from './keys.ts'
import type { Suspect } from './suspect.ts'

export const secretNotDecoded: Suspect = {
  code: 'secret_not_decoded',
  title: ({ secret }) => `it was signed with the text of “${secret?.label}” instead of its bytes`,
  explanation: ({ secret }) =>
    `The signature matches when the characters of “${secret?.label}” (${secret?.hint}) are the key. A secret is base64: its decoded bytes are the key.`,
  fix: () =>
    'Where the signature is made, drop whsec_ and decode the rest from base64 before it is used as the key.',
  keys: (facts) => keysOfOwn(facts, (text) => [Buffer.from(text), Buffer.from(text.replace(/^whsec_/, ''))]),
}
