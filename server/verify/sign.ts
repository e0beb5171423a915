import { createHmac, type KeyObject } from 'node:crypto'

/** What a signature covers. */
export interface SignedContent {
  /** Header values as Node gives them: latin1, one character a byte. */
  id: string
  timestamp: string
  body: Uint8Array
}

/**
 * Signs a message: `v1,` and the base64 of the HMAC-SHA256 over `{id}.{timestamp}.` and the body's bytes, as
 * Svix and the Standard Webhooks specification have it.
 */
export function sign({ key, ...content }: SignedContent & { key: KeyObject }): string {
  return `v1,${hmac(key, content)}`
}

/** The base64 that a `v1` signature of this content must hold. The body is not copied. */
export function hmac(key: KeyObject, { id, timestamp, body }: SignedContent): string {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`, 'latin1').update(body).digest('base64')
}
