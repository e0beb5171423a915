import type { HeaderPair } from '../../shared/event.ts'

/** One of the three signature headers, under the name by which it was found. */
export interface SignatureHeader {
  /** In lower case. */
  name: string
  /** Repeated values are joined by `, `. */
  value: string
  /** How often it came. */
  times: number
}

/** What was found of each; null where neither `svix-…` nor `webhook-…` came. */
export interface SignatureHeaders {
  id: SignatureHeader | null
  timestamp: SignatureHeader | null
  signature: SignatureHeader | null
}

const names = [
  ...['svix-id', 'svix-timestamp', 'svix-signature'],
  ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
]
const places = new Map(names.map((name, place) => [name, place]))
const lengths = new Set(names.map((name) => name.length))

/**
 * Picks the signature headers out of a request's header pairs as the `svix` package does behind Node's HTTP
 * server: names in any case, each header on its own as `svix-x`, else `webhook-x` (an empty `svix-x` counts),
 * repeats joined by `, `. Values are latin1 strings: one character a byte.
 */
export function pickSignatureHeaders(headers: readonly HeaderPair[]): SignatureHeaders {
  const found: (SignatureHeader | undefined)[] = []
  for (const [given, value] of headers) {
    if (!lengths.has(given.length)) continue
    const name = given.toLowerCase()
    const place = places.get(name)
    if (place === undefined) continue
    const before = found[place]
    if (before === undefined) found[place] = { name, value, times: 1 }
    else found[place] = { name, value: `${before.value}, ${value}`, times: before.times + 1 }
  }
  return {
    id: found[0] ?? found[3] ?? null,
    timestamp: found[1] ?? found[4] ?? null,
    signature: found[2] ?? found[5] ?? null,
  }
}

/** No signature header came at all, not even an empty one. */
export function isUnsigned({ id, timestamp, signature }: SignatureHeaders): boolean {
  return id === null && timestamp === null && signature === null
}
