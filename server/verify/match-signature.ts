import { timingSafeEqual } from 'node:crypto'
import type { EndpointSecret } from './secret.ts'
import { hmac } from './sign.ts'
import type { SignatureHeaders } from './signature-headers.ts'

/** The part of a secret that verification needs. */
export type VerifyingSecret = Pick<EndpointSecret, 'id' | 'label' | 'origin' | 'key' | 'expiresAt'>

/** The secret that made a signature; `position` counts the entries of the signature header from 1. */
export interface Match {
  secretId: string
  label: string
  position: number
}

/**
 * Finds the first secret, the user's own before the sample secret, that made one of the header's `v1`
 * signatures. Says nothing of the time of the message. One HMAC for each usable secret until one matches.
 */
export function matchSignature(
  { id, timestamp, signature }: SignatureHeaders,
  body: Uint8Array,
  secrets: readonly VerifyingSecret[],
  receivedAt: number,
): Match | null {
  if (!id?.value || !timestamp?.value || !signature?.value) return null
  const given = signatureEntries(signature.value)
    .filter(({ version }) => version === 'v1')
    .map(({ position, base64 }) => ({ position, bytes: Buffer.from(base64) }))
  if (given.length === 0) return null
  const content = { id: id.value, timestamp: timestamp.value, body }
  for (const origin of ['user', 'sample'] as const) {
    for (const secret of secrets) {
      if (secret.origin !== origin || secret.key === null || isExpired(secret, receivedAt)) continue
      const expected = Buffer.from(hmac(secret.key, content))
      const match = given.find(
        ({ bytes }) => bytes.length === expected.length && timingSafeEqual(bytes, expected),
      )
      if (match) return { secretId: secret.id, label: secret.label, position: match.position }
    }
  }
  return null
}

/** A secret no longer counts from its `expiresAt` on. */
export function isExpired({ expiresAt }: Pick<VerifyingSecret, 'expiresAt'>, at: number): boolean {
  return expiresAt !== null && expiresAt <= at
}

/** One entry of a signature header; `position` counts all of them from 1. */
export interface SignatureEntry {
  position: number
  version: string
  base64: string
}

/**
 * The entries of a signature header, `version,base64` separated by spaces. What follows a second comma is
 * dropped, as the library does: a header that came twice is joined by `, `.
 */
export function signatureEntries(header: string): SignatureEntry[] {
  const entries = header.split(' ').filter((entry) => entry !== '')
  return entries.map((entry, index) => {
    const [version = '', base64 = ''] = entry.split(',')
    return { position: index + 1, version, base64 }
  })
}
