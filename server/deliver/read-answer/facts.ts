import type { HeaderPair } from '../../../shared/event.ts'
import type { SignatureMode } from '../../../shared/target.ts'
import { TOLERANCE_S } from '../../verify/timestamp.ts'

/** What is known of the request that was sent. */
export interface Sent {
  signature: SignatureMode
  /** Whether the signature fits the bytes that were sent; null: there is no secret to tell by. */
  signatureValid: boolean | null
  /** Seconds from the request's timestamp to its sending; null: it has none that can be read. */
  ageS: number | null
  /** The label of the secret that the signature fits, or would have to. */
  secretLabel: string | null
  /** Whether body or headers are not the event's own. */
  edited: boolean
}

/** `Sent`, and what the headers themselves show. */
export interface Facts extends Sent {
  /** Parts of the signature that the request lacks: `id`, `timestamp`, `signature`. */
  missing: string[]
  /** The names of signature headers, in lower case, that the request has more than once. */
  repeated: string[]
}

const parts = ['id', 'timestamp', 'signature'] as const

export function factsOf(sent: Sent, headers: readonly HeaderPair[]): Facts {
  const counts = new Map<string, number>()
  for (const [name, value] of headers) {
    if (value === '') continue
    counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1)
  }
  const names = parts.flatMap((part) => [`svix-${part}`, `webhook-${part}`])
  return {
    ...sent,
    missing: parts.filter((part) => !counts.has(`svix-${part}`) && !counts.has(`webhook-${part}`)),
    repeated: names.filter((name) => (counts.get(name) ?? 0) > 1),
  }
}

/** Whether a handler with the usual five minutes takes it for too old. */
export function isOld({ ageS }: Sent): boolean {
  return ageS !== null && ageS > TOLERANCE_S
}

/** Whether a handler with the usual five minutes takes it for too new. */
export function isEarly({ ageS }: Sent): boolean {
  return ageS !== null && ageS < -TOLERANCE_S
}

/** Whether the old signature stands over something that was edited, which it does not fit. */
export function outgrown({ signature, edited, signatureValid }: Sent): boolean {
  return signature === 'original' && edited && signatureValid !== true
}
