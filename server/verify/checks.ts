import { isAscii, isUtf8 } from 'node:buffer'
import type { Check } from '../../shared/diagnosis.ts'
import { isExpired, type Match, signatureEntries } from './match-signature.ts'
import type { EndpointSecret } from './secret.ts'
import { isUnsigned, type SignatureHeader, type SignatureHeaders } from './signature-headers.ts'
import { judgeTimestamp, TOLERANCE_S } from './timestamp.ts'
import { count, list, quote, seconds } from './wording.ts'

/** What the checks look at. */
export interface CheckFacts {
  picked: SignatureHeaders
  body: Uint8Array
  secrets: readonly EndpointSecret[]
  /** Epoch milliseconds. */
  receivedAt: number
  /** The secret that made the signature, whenever the message was sent. */
  matched: Match | null
  svixError: string | null
}

const parts = ['id', 'timestamp', 'signature'] as const

/** Are the three headers there, and each once? A repeated id or timestamp is harmless only if it was signed so. */
export function checkHeaders({ picked, matched }: CheckFacts): Check {
  if (isUnsigned(picked)) {
    return check(
      'headers',
      'fail',
      'No signature header came: none of svix-id, svix-timestamp and svix-signature, and none of webhook-*.',
    )
  }
  const missing = parts.filter((part) => picked[part] === null).map((part) => nameOf(picked, part))
  const empty = parts.filter((part) => picked[part]?.value === '').map((part) => nameOf(picked, part))
  if (missing.length + empty.length > 0) {
    const sentences = [lacks(missing, 'missing'), lacks(empty, 'empty')]
    return check('headers', 'fail', sentences.filter((sentence) => sentence !== null).join(' '))
  }
  const found = parts.map((part) => picked[part]).filter((header) => header !== null)
  const repeated = found.filter((header) => header.times > 1)
  if (repeated.length === 0) {
    return check('headers', 'pass', `${list(found.map((header) => header.name))}, once each.`)
  }
  const harmless = matched !== null || repeated.every((header) => header === picked.signature)
  return check('headers', harmless ? 'pass' : 'fail', repeated.map(cameTwice).join(' '))
}

/** Was the message signed within the tolerance of its receipt? */
export function checkTimestamp({ picked, receivedAt }: CheckFacts): Check {
  const text = picked.timestamp?.value ?? null
  const judged = judgeTimestamp(text, receivedAt)
  if (judged.kind === 'missing') return check('timestamp', 'skipped', 'There is no timestamp to check.')
  if (judged.kind === 'unreadable') {
    return check(
      'timestamp',
      'fail',
      `Timestamp ${quote(text ?? '')} is not a plain integer of unix seconds.`,
    )
  }
  const side = judged.ageS < 0 ? 'after' : 'before'
  const message = `Timestamp is ${seconds(Math.abs(judged.ageS))} ${side} receipt; the limit is ${TOLERANCE_S} s.`
  return check('timestamp', judged.kind === 'inTime' ? 'pass' : 'fail', message)
}

/** Is there a secret that could be used when the event came? */
export function checkSecret({ secrets, receivedAt, matched }: CheckFacts): Check {
  const own = secrets.filter(({ id, origin }) => origin === 'user' || id === matched?.secretId)
  if (own.length === 0) {
    return check('secret', 'skipped', 'This endpoint has no secret. Add the signing secret of the sender.')
  }
  const usable = own.some((secret) => isUsable(secret, receivedAt))
  const message = own.map((secret) => describeSecret(secret, receivedAt)).join(' ')
  return check('secret', usable ? 'pass' : 'fail', message)
}

/** Does one of the signatures match the bytes received, by any usable secret? */
export function checkSignature(facts: CheckFacts): Check {
  const { picked, secrets, receivedAt, matched } = facts
  if (!picked.signature?.value) return check('signature', 'skipped', 'There is no signature to check.')
  const absent = (['id', 'timestamp'] as const).filter((part) => !picked[part]?.value)
  if (absent.length > 0) {
    const names = list(absent.map((part) => nameOf(picked, part)))
    return check('signature', 'skipped', `What was signed is not known without ${names}.`)
  }
  const given = signatureEntries(picked.signature.value).filter(({ version }) => version === 'v1')
  if (matched !== null) {
    return check('signature', 'pass', `${describeMatch(matched, given.length)}${difference(facts)}`)
  }
  if (given.length === 0) {
    const found = quote(picked.signature.value)
    return check('signature', 'fail', `No signature of version v1 came, only ${found}.`)
  }
  const usable = secrets.filter((secret) => secret.origin === 'user' && isUsable(secret, receivedAt))
  if (usable.length === 0) return check('signature', 'skipped', 'There is no usable secret to compare with.')
  const compared = `${count(given.length, 'signature')} × ${count(usable.length, 'secret')}`
  return check('signature', 'fail', `${compared}: none matches the bytes received.`)
}

function check(name: Check['check'], outcome: Check['outcome'], message: string): Check {
  return { check: name, outcome, message }
}

/** The header's name as it came; of one that did not come, the name in the set that the others belong to. */
function nameOf(picked: SignatureHeaders, part: (typeof parts)[number]): string {
  const branded = parts.some((other) => picked[other]?.name.startsWith('svix-'))
  return picked[part]?.name ?? `${branded ? 'svix' : 'webhook'}-${part}`
}

function lacks(names: string[], what: string): string | null {
  return names.length === 0 ? null : `${list(names)} ${names.length === 1 ? 'is' : 'are'} ${what}.`
}

function cameTwice({ name, value, times }: SignatureHeader): string {
  return `${name} came ${times} times and is read as one value, ${quote(value)}.`
}

function isUsable(secret: EndpointSecret, at: number): boolean {
  return secret.key !== null && !isExpired(secret, at)
}

function describeSecret({ label, key, problem, expiresAt }: EndpointSecret, receivedAt: number): string {
  if (key === null) return `“${label}” cannot be a signing secret. ${problem}`
  if (expiresAt !== null && expiresAt <= receivedAt) {
    const agoS = Math.floor((receivedAt - expiresAt) / 1000)
    return `“${label}” had expired ${seconds(agoS)} before receipt.`
  }
  return `“${label}”, ${count(key.symmetricKeySize ?? 0, 'byte')}.`
}

/** The sender signs with its newest secret first: a match behind another signature is an old secret's. */
function describeMatch({ position, label }: Match, of: number): string {
  const sentence = `Signature ${position} of ${of} matches “${label}”.`
  return position === 1
    ? sentence
    : `${sentence} The sender lists its current secret first, so this one is probably being replaced: add the new one.`
}

/** Why the package refuses a message that is in time and matches here; empty where it does not. */
function difference({ picked, body, receivedAt, svixError }: CheckFacts): string {
  const timestamp = judgeTimestamp(picked.timestamp?.value ?? null, receivedAt)
  if (svixError === null || timestamp.kind !== 'inTime') return ''
  if (!isUtf8(body)) return ' The svix package reads the body as UTF-8, which it is not, and finds no match.'
  if (!isAscii(Buffer.from(picked.id?.value ?? ''))) {
    return ` The svix package encodes the bytes of ${nameOf(picked, 'id')} anew, as they are not ASCII.`
  }
  return ' The svix package then fails to parse the body as JSON.'
}
