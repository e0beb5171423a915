import type { KeyObject } from 'node:crypto'
import type { HeaderPair } from '../../shared/event.ts'
import { hmac } from '../verify/sign.ts'
import type { Crafted } from './check.ts'

/** What checks make their requests of. Time, ids and keys come from outside: the same in, the same out. */
export interface Craft {
  /** Of the handler's secret. */
  key: KeyObject
  /** Of a secret that the handler does not know. */
  otherKey: KeyObject
  /** Epoch milliseconds. */
  now(): number
  /** Marked as a probe's: `msg_hooklens_probe_…`. */
  newMessageId(): string
  /** Marked as a probe's: `facade00-…`. */
  uuid(): string
  userAgent: string
}

/** How a delivery differs from what the sender would make. What is left out is as it should be. */
export interface Forging {
  note: string
  id?: string
  /** Seconds from now. */
  timeOffsetS?: number
  /** The header's text, in the place of the time. */
  timestamp?: string
  /** Sent in the place of the bytes that were signed. */
  sentBody?: Uint8Array
  key?: KeyObject
  /** Makes the signature header of the right one. */
  signature?: (right: string) => string
  /** Names of the signature headers begin so. */
  brand?: 'svix' | 'webhook'
  /** Parts of the signature that are left out. */
  without?: readonly ('id' | 'timestamp' | 'signature')[]
  contentType?: string
  method?: string
  genuine?: boolean
}

/** A delivery of this body as the sender makes it, but for what `forging` says. */
export function deliver(craft: Craft, body: Uint8Array | string | object, forging: Forging): Crafted {
  const bytes = bytesOf(body)
  const id = forging.id ?? craft.newMessageId()
  const timestamp = forging.timestamp ?? String(Math.floor(craft.now() / 1000) + (forging.timeOffsetS ?? 0))
  const right = `v1,${hmac(forging.key ?? craft.key, { id, timestamp, body: bytes })}`
  const values = { id, timestamp, signature: forging.signature?.(right) ?? right }
  const { brand = 'svix', without = [] } = forging
  const signed = (['id', 'timestamp', 'signature'] as const)
    .filter((part) => !without.includes(part))
    .map((part): HeaderPair => [`${brand}-${part}`, values[part]])
  return {
    note: forging.note,
    method: forging.method ?? 'POST',
    headers: [
      ['user-agent', craft.userAgent],
      ['content-type', forging.contentType ?? 'application/json'],
      ['accept', '*/*'],
      ...signed,
    ],
    body: forging.sentBody ?? bytes,
    genuine: forging.genuine ?? true,
  }
}

/** The same, of which a right handler takes nothing. */
export function forge(craft: Craft, body: Uint8Array | string | object, forging: Forging): Crafted {
  return deliver(craft, body, { ...forging, genuine: false })
}

function bytesOf(body: Uint8Array | string | object): Uint8Array {
  if (body instanceof Uint8Array) return body
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}
