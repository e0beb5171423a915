import type { KeyObject } from 'node:crypto'
import { ATTEMPT_HEADER, DELIVERY_ID_HEADER, VIA_HEADER } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { connectionHeaders, type SignatureMode } from '../../shared/target.ts'
import { sign } from '../verify/sign.ts'
import { pickSignatureHeaders } from '../verify/signature-headers.ts'

/** What was captured, as it came. Header values are latin1: one character a byte. */
export interface ComposedFrom {
  method: string
  headers: readonly HeaderPair[]
  body: Uint8Array
}

export interface ComposeOptions {
  signature: SignatureMode
  /** Signs where `signature` is `resign`; null otherwise. */
  key: KeyObject | null
  /** Null: the event's own; where it has none and is to be signed, one that is made of the delivery's id. */
  messageId: string | null
  /** What somebody wrote, sent exactly as it is. `headers`: in the place of all but the signature's. */
  edited: { method?: string | undefined; body?: Uint8Array | undefined; headers?: HeaderPair[] | undefined }
  /** The target's own headers: in the place of those of the same name, else behind the others. */
  own: readonly HeaderPair[]
  deliveryId: string
  /** From 1. */
  attempt: number
  /** The name of the store that sends it on. */
  storeName: string
  /** Epoch milliseconds: the fresh timestamp of `resign`. */
  now: number
}

export interface Composed {
  method: string
  headers: HeaderPair[]
  body: Uint8Array
  /** The id that it is sent with; null: without one. */
  messageId: string | null
  /** Names of the target's own headers, in lower case: they are for its origin alone. */
  ownNames: string[]
}

/**
 * The request that an event becomes when it is sent on: everything as it came but for the connection's own headers,
 * which the sender writes, and what `how` asks to change. Signature headers stay in their place and case.
 *
 * @throws TypeError where `resign` is asked for without a key
 */
export function compose(event: ComposedFrom, how: ComposeOptions): Composed {
  const body = how.edited.body ?? event.body
  let headers = withoutConnection(
    how.edited.headers ? edited(event.headers, how.edited.headers) : event.headers,
  )
  if (how.signature === 'none') headers = headers.filter(([name]) => !isSignature(name))
  headers = withOwn(headers, how.own)
  const messageId = how.signature === 'none' ? null : idOf(headers, how)
  if (how.signature === 'resign') headers = signed(headers, body, messageId as string, how)
  else if (messageId !== null && how.messageId !== null) headers = withId(headers, messageId)
  const via = [...viaOf(event.headers), how.storeName].join(', ')
  headers = headers.filter(([name]) => !isOurs(name))
  headers.push([DELIVERY_ID_HEADER, how.deliveryId], [ATTEMPT_HEADER, String(how.attempt)], [VIA_HEADER, via])
  return {
    method: how.edited.method ?? event.method,
    headers,
    body,
    messageId,
    ownNames: how.own.map(([name]) => name.toLowerCase()),
  }
}

/** The names of the stores that sent it on before it came. */
export function viaOf(headers: readonly HeaderPair[]): string[] {
  return headers
    .filter(([name]) => isNamed(name, VIA_HEADER))
    .flatMap(([, value]) => value.split(',').map((name) => name.trim()))
    .filter((name) => name !== '')
}

const connectionNames: ReadonlySet<string> = new Set(connectionHeaders)

/** Without what belongs to the connection that it came by, by name or because its `connection` header says so. */
function withoutConnection(headers: readonly HeaderPair[]): HeaderPair[] {
  let named: Set<string> | null = null
  for (const [name, value] of headers) {
    if (!isNamed(name, 'connection')) continue
    named ??= new Set()
    for (const token of value.split(',')) named.add(token.trim().toLowerCase())
  }
  return headers.filter(([name]) => {
    const lower = name.toLowerCase()
    return !connectionNames.has(lower) && !named?.has(lower)
  })
}

/** What was typed; the event's signature behind it, unless a signature was typed too. */
function edited(original: readonly HeaderPair[], typed: HeaderPair[]): HeaderPair[] {
  if (typed.some(([name]) => isSignature(name))) return typed
  return [...typed, ...original.filter(([name]) => isSignature(name))]
}

function withOwn(headers: HeaderPair[], own: readonly HeaderPair[]): HeaderPair[] {
  let result = headers
  for (const [i, [name]] of own.entries()) {
    const lower = name.toLowerCase()
    if (own.findIndex(([other]) => other.toLowerCase() === lower) < i) continue
    result = replaced(
      result,
      lower,
      own.filter(([other]) => other.toLowerCase() === lower),
    )
  }
  return result
}

/** Puts these in the place of the first header of that name, and leaves out its repeats; else behind all. */
function replaced(headers: readonly HeaderPair[], lower: string, by: readonly HeaderPair[]): HeaderPair[] {
  const result: HeaderPair[] = []
  let placed = false
  for (const pair of headers) {
    if (!isNamed(pair[0], lower)) result.push(pair)
    else if (!placed) {
      result.push(...by)
      placed = true
    }
  }
  if (!placed) result.push(...by)
  return result
}

const brands = ['svix', 'webhook'] as const
type Brand = (typeof brands)[number]
const parts = ['id', 'timestamp', 'signature'] as const

function isSignature(name: string): boolean {
  return brandOf(name) !== null
}

const brandByName = new Map<string, Brand>(
  brands.flatMap((brand) => parts.map((part) => [`${brand}-${part}`, brand] as const)),
)
const lengths = new Set([...brandByName.keys()].map((name) => name.length))

function brandOf(name: string): Brand | null {
  return lengths.has(name.length) ? (brandByName.get(name.toLowerCase()) ?? null) : null
}

function isNamed(name: string, lower: string): boolean {
  return name.length === lower.length && name.toLowerCase() === lower
}

/** The id that it carries, or is to carry. It is the same for all attempts of a delivery. */
function idOf(
  headers: readonly HeaderPair[],
  { messageId, signature, deliveryId }: ComposeOptions,
): string | null {
  const id = messageId ?? (pickSignatureHeaders(headers).id?.value || null)
  if (id !== null || signature !== 'resign') return id
  return `msg_${deliveryId.replace(/^[a-z]+_/, '')}`
}

function signed(
  headers: HeaderPair[],
  body: Uint8Array,
  id: string,
  { key, now }: ComposeOptions,
): HeaderPair[] {
  if (!key) throw new TypeError('A key is needed to sign with.')
  const timestamp = String(Math.floor(now / 1000))
  const values = { id, timestamp, signature: sign({ id, timestamp, body, key }) }
  // A handler may read either brand: each that is there is made anew.
  const there = brands.filter((brand) => headers.some(([name]) => brandOf(name) === brand))
  let result = headers
  for (const brand of there.length > 0 ? there : (['svix'] as const)) {
    for (const part of parts) result = withSignatureHeader(result, brand, part, values[part])
  }
  return result
}

function withId(headers: HeaderPair[], id: string): HeaderPair[] {
  const there = brands.filter((brand) => headers.some(([name]) => isNamed(name, `${brand}-id`)))
  let result = headers
  for (const brand of there) result = withSignatureHeader(result, brand, 'id', id)
  return result
}

/** In the place and case of the old one; a new one goes behind its siblings and is written as they are. */
function withSignatureHeader(
  headers: HeaderPair[],
  brand: Brand,
  part: (typeof parts)[number],
  value: string,
): HeaderPair[] {
  const lower = `${brand}-${part}`
  const old = headers.find(([name]) => isNamed(name, lower))
  if (old) return replaced(headers, lower, [[old[0], value]])
  const last = headers.findLastIndex(([name]) => brandOf(name) === brand)
  if (last === -1) return [...headers, [lower, value]]
  return headers.toSpliced(last + 1, 0, [inCaseOf(headers[last]?.[0] as string, lower), value])
}

function inCaseOf(sibling: string, lower: string): string {
  if (/^[A-Z]+-[A-Z]+$/.test(sibling)) return lower.toUpperCase()
  return /^[A-Z]/.test(sibling) ? lower.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()) : lower
}

function isOurs(name: string): boolean {
  if (!/^hooklens-/i.test(name)) return false
  const lower = name.toLowerCase()
  return lower === DELIVERY_ID_HEADER || lower === ATTEMPT_HEADER || lower === VIA_HEADER
}
