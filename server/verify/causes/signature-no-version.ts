import type { Suspect } from './suspect.ts'

export const signatureNoVersion: Suspect = {
  code: 'signature_no_version',
  title: () => 'the signature lacks its version',
  explanation: () => 'The signature itself is right, but “v1,” is missing before it, so libraries skip it.',
  fix: () => 'Where the signature is made, write v1, before the base64: svix-signature: v1,g0hM9SsE…',
  *readings(entry) {
    if (/^,?[A-Za-z0-9+/]{43}=$/.test(entry)) yield { bytes: Buffer.from(entry.replace(',', ''), 'base64') }
  },
}
