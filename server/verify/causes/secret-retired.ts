import { keyOfText, named } from './keys.ts'
import type { Suspect } from './suspect.ts'

export const secretRetired: Suspect = {
  code: 'secret_retired',
  title: ({ secret }) => `it was signed with “${secret?.label}”, which no longer counts`,
  explanation: ({ secret }) =>
    `The signature matches “${secret?.label}” (${secret?.hint}), a secret of this endpoint that was removed or had expired. The sender still uses it.`,
  fix: () =>
    "Copy the current signing secret from the sender's endpoint page. If the sender still has the old one, add it here again or let it live longer: during a rotation both are valid.",
  *keys({ retired }) {
    for (const secret of retired) {
      const key = keyOfText(secret.text)
      if (key) yield named(key, secret, null)
    }
  },
}
