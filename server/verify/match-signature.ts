import { timingSafeEqual } from 'node:crypto'
import type { EndpointSecret } from './secret.ts'
import { hmac } from './sign.ts'
import type { SignatureHeaders } from './signature-headers.ts'

/** The part of a secret that verification needs. */
export type VerifyingSecret = Pick<EndpointSecret, 'id' | 'label' | 'origin' | 'key' | 'expiresAt'>

/**
 * The secret that made a signature; `position` counts the header's `v1` signatures from 1. The sender lists its
 * newest secret first: from 2 on its newest is not known here.
 */
export interface Match {
  secretId: string
  label: string
  position: number
}

/**
 * Finds the secret that made the foremost of the header's `v1` signatures that any of them made; the user's own
 * secrets come before the sample secret. Says nothing of the time of the message. One HMAC for each usable secret,
 * until the first signature is found.
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
    .map(({ base64 }) => Buffer.from(base64))
  if (given.length === 0) return null
  const content = { id: id.value, timestamp: timestamp.value, body }
  for (const origin of ['user', 'sample'] as const) {
    let foremost: Match | null = null
    for (const secret of secrets) {
      if (secret.origin !== origin || secret.key === null || isExpired(secret, receivedAt)) continue
      const expected = Buffer.from(hmac(secret.key, content))
      const position = given.findIndex((bytes) => isEqual(bytes, expected)) + 1
      if (position === 0 || (foremost !== null && foremost.position <= position)) continue
      foremost = { secretId: secret.id, label: secret.label, position }
      if (position === 1) break
    }
    if (foremost !== null) return foremost
  }
  return null
}

/** A secret no longer counts from its `expiresAt` on. */
export function isExpired({ expiresAt }: Pick<VerifyingSecret, 'expiresAt'>, at: number): boolean {
  return expiresAt !== null && expiresAt <= at
}

/** One entry of a signature header. */
export interface SignatureEntry {
  version: string
  base64: string
}

/**
 * The entries of a signature header, `version,base64` separated by spaces. What follows a second comma is
 * dropped, as the library does: a header that came twice is joined by `, `.
 */
export function signatureEntries(header: string): SignatureEntry[] {
  const entries = header.split(' ').filter((entry) => entry !== '')
  return entries.map((entry) => {
    const [version = '', base64 = ''] = entry.split(',', 2)
    return { version, base64 }
  })
}

function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected)
}
