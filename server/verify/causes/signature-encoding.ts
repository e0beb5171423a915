import type { Suspect } from './suspect.ts'

export const signatureEncoding: Suspect = {
  code: 'signature_encoding',
  title: () => 'the signature is written in another encoding',
  explanation: () =>
    'The signature is right, but it is hex, base64url or unpadded base64 where standard base64 with padding is due.',
  fix: () =>
    "Where the signature is made, write base64: createHmac('sha256', key).update(content).digest('base64').",
  *readings(entry) {
    const text = entry.replace(/^v1[,=]|^sha256=/, '')
    if (/^[0-9a-fA-F]{64}$/.test(text)) yield { bytes: Buffer.from(text, 'hex') }
    else if (/^[\w-]{43}=?$/.test(text) || /^[A-Za-z0-9+/]{43}$/.test(text))
      yield { bytes: Buffer.from(text, 'base64url') }
  },
}
