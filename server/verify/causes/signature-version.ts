import { signatureEntries } from '../match-signature.ts'
import type { Suspect } from './suspect.ts'

export const signatureVersion: Suspect = {
  code: 'signature_version',
  title: () => 'no signature of version v1 came',
  explanation: ({ value }) =>
    `The signature header holds ${value?.received}. A v1 entry is an HMAC with the endpoint's secret; v1a is an ed25519 signature and needs the public key instead. Libraries skip every version that they do not know.`,
  fix: () =>
    'Have the sender sign with a symmetric whsec_ secret, or pass the whole svix-signature header on: the v1 entry may have been cut off.',
  *readings(entry) {
    const base64 = /^v(?!1,)\w+,([A-Za-z0-9+/]{43}=)$/.exec(entry)?.[1]
    if (base64) yield { bytes: Buffer.from(base64, 'base64') }
  },
  fact: ({ picked }, matched) => {
    const entries = signatureEntries(picked.signature?.value ?? '')
    const other =
      entries.length > 0 &&
      entries.every(({ version, base64 }) => /^v\w+$/.test(version) && version !== 'v1' && base64)
    if (!other || matched !== null) return null
    const received = entries.map(({ version }) => version).join(', ')
    return { confidence: 'proven', evidence: { value: { name: 'svix-signature', received, signed: null } } }
  },
}
