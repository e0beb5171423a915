import { keyOfText, named } from './keys.ts'
import type { Suspect } from './suspect.ts'

export const wrongSecretOtherEndpoint: Suspect = {
  code: 'wrong_secret_other_endpoint',
  title: ({ secret }) => `it was signed with the secret of “${secret?.endpoint}”`,
  explanation: ({ secret }) =>
    `The signature matches “${secret?.label}” (${secret?.hint}), a secret of the endpoint “${secret?.endpoint}”. The sender's endpoint with that secret points to this URL.`,
  fix: ({ secret }) =>
    `Point the sender's endpoint to /in/${secret?.endpoint}, or add its signing secret here. In your backend use the secret that is shown on the page of the very endpoint that calls it.`,
  *keys({ elsewhere }) {
    for (const secret of elsewhere) {
      const key = keyOfText(secret.text)
      if (key) yield named(key, secret, secret.endpoint)
    }
  },
}
