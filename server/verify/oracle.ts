import { createHmac, type KeyObject } from 'node:crypto'
import { createRequire } from 'node:module'
// Not `svix` itself: its index loads the whole API client, which takes ten times as long.
import { Webhook } from 'svix/dist/webhook.js'
import type { HeaderPair } from '../../shared/event.ts'
import type { EndpointSecret } from './secret.ts'
import { pickSignatureHeaders, type SignatureHeaders } from './signature-headers.ts'
import { TOLERANCE_S } from './timestamp.ts'

export interface OracleInput {
  headers: readonly HeaderPair[]
  body: Uint8Array
  secrets: readonly Pick<EndpointSecret, 'key' | 'svixError'>[]
  /** The time to judge by, epoch milliseconds. */
  at: number
}

export interface SvixVerdict {
  version: string
  /** The exact message that the package throws; null when it accepts. */
  error: string | null
}

const { version } = createRequire(import.meta.url)('svix/package.json') as { version: string }

/** The package's HMAC is plain JavaScript, 15 ms a megabyte; above this size node:crypto makes the same one. */
const MAX_SVIX_BYTES = 64 * 1024

/**
 * What the `svix` package says of a request behind Node's HTTP server, given the raw body as a Buffer. With
 * several secrets, as a backend tries one after the other: the answer of the one that matches, else the error
 * of the first. Without any: an error that comes whatever the secret is, else the one for no secret.
 *
 * `Webhook.verify` judges by the clock, and we ask about the past. Its checks before and after the HMAC are
 * therefore repeated here in its order and words, and only the HMAC is the package's own; the alternative was
 * to set the process's clock for the length of a call. `verify.property.test.ts` holds this function to the
 * real `Webhook.verify` with the clock stopped.
 */
export function svixVerdict({ headers, body, secrets, at }: OracleInput): SvixVerdict {
  const picked = pickSignatureHeaders(headers)
  const early = headerError(picked, at)
  if (secrets.length === 0) return { version, error: early ?? "Secret can't be empty." }
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const refusals = secrets.map(
    ({ svixError, key }) => svixError ?? early ?? signatureError(picked, bytes, key),
  )
  return { version, error: refusals.includes(null) ? jsonError(bytes) : (refusals[0] ?? null) }
}

function signatureError(picked: SignatureHeaders, body: Buffer, key: KeyObject | null): string | null {
  const expected = svixSignature(picked, body, key).slice('v1,'.length)
  const matches = picked.signature?.value.split(' ').some((entry) => {
    const [version, signature] = entry.split(',')
    return version === 'v1' && signature === expected
  })
  return matches ? null : 'No matching signature found'
}

function headerError({ id, timestamp, signature }: SignatureHeaders, at: number): string | null {
  if (!id?.value || !timestamp?.value || !signature?.value) return 'Missing required headers'
  const seconds = Number.parseInt(timestamp.value, 10)
  if (Number.isNaN(seconds)) return 'Invalid Signature Headers'
  const ageS = Math.floor(at / 1000) - seconds
  if (ageS > TOLERANCE_S) return 'Message timestamp too old'
  if (ageS < -TOLERANCE_S) return 'Message timestamp too new'
  return null
}

/** Over text, as the package does it: the timestamp as it was parsed, the body and the id written as UTF-8. */
function svixSignature({ id, timestamp }: SignatureHeaders, body: Buffer, key: KeyObject | null): string {
  const messageId = id?.value ?? ''
  const seconds = Number.parseInt(timestamp?.value ?? '', 10)
  // No key and no error: the text was a bare `whsec_`, which the package reads as the empty key.
  const keyBytes = key?.export() ?? Buffer.alloc(0)
  if (body.length <= MAX_SVIX_BYTES) {
    return new Webhook(keyBytes, { format: 'raw' }).sign(messageId, new Date(seconds * 1000), body)
  }
  const text = `${messageId}.${seconds}.${body.toString()}`
  return `v1,${createHmac('sha256', keyBytes).update(text).digest('base64')}`
}

/** The package parses the body once the signature is good, and lets the SyntaxError through. */
function jsonError(body: Buffer): string | null {
  try {
    JSON.parse(body.toString())
    return null
  } catch (error) {
    return (error as Error).message
  }
}
