import { keyOfText, keysOfOwn } from './keys.ts'
import type { Suspect } from './suspect.ts'

export const secretVersionPrefix: Suspect = {
  code: 'secret_version_prefix',
  title: ({ secret }) => `the secret “${secret?.label}” begins with a version that is not part of it`,
  explanation: ({ secret }) =>
    `Without the “v1,” at its beginning, “${secret?.label}” (${secret?.hint}) makes this signature. A version stands before signatures, not before secrets.`,
  fix: () => 'Remove “v1,” from the secret: it begins with whsec_.',
  keys: (facts) =>
    keysOfOwn(facts, (text) => [/^v\d+a?,/.test(text) ? keyOfText(text.replace(/^v\d+a?,/, '')) : null]),
}
