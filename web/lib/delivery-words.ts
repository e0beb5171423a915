import type { Attempt, AttemptErrorCode, Delivery, Timings } from '../../shared/delivery.ts'
import { plural } from './format.ts'
import { clockSeconds, relativeTime } from './time.ts'

/** `0.42 ms`, `12 ms`, `1.24 s`, `2 min 3 s`. */
export function formatMs(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`
  if (ms < 10) return `${ms.toFixed(1)} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`
}

const errorNames: Record<AttemptErrorCode, string> = {
  status: 'not taken',
  redirect: 'redirect',
  dns: 'no such host',
  refused: 'refused',
  unreachable: 'unreachable',
  timeout: 'timed out',
  tls: 'TLS failed',
  reset: 'broken off',
  not_http: 'not HTTP',
  too_large: 'too large',
  not_allowed: 'not allowed',
  interrupted: 'interrupted',
  unsendable: 'not sent',
}

/** What came of an attempt, in a word or two: `200`, `refused`, `200, too large`. */
export function outcomeWords(attempt: {
  status: number | null
  error: { code: AttemptErrorCode } | null
}): string {
  const { status, error } = attempt
  if (status === null) return error === null ? 'no answer' : errorNames[error.code]
  if (error === null || error.code === 'status' || error.code === 'redirect') return String(status)
  return `${status}, ${errorNames[error.code]}`
}

/** How a delivery differs from the event as it came: `signed anew, new message id, body edited`. */
export function howWords({
  signature,
  newMessageId,
  edited,
}: Pick<Delivery, 'signature' | 'newMessageId' | 'edited'>): string {
  const words = [{ original: 'original signature', resign: 'signed anew', none: 'no signature' }[signature]]
  if (newMessageId !== null) words.push('new message id')
  if (edited.body && edited.headers) words.push('body and headers edited')
  else if (edited.body) words.push('body edited')
  else if (edited.headers) words.push('headers edited')
  return words.join(', ')
}

export const kindWords = { replay: 'Replay', forward: 'Forward', test: 'Test' } as const

/** Where a delivery stands, in a sentence. */
export function statusSentence(delivery: Delivery, now: number): string {
  const { status, attempts, maxAttempts } = delivery
  switch (status) {
    case 'delivered':
      return attempts === 1 ? 'Delivered.' : `Delivered at attempt ${attempts}.`
    case 'failed':
      return attempts <= 1
        ? 'Failed; no other attempt follows.'
        : `Failed after ${plural(attempts, 'attempt')}.`
    case 'cancelled':
      return attempts === 0 ? 'Cancelled before it was sent.' : 'Cancelled; no other attempt follows.'
    case 'sending':
      return attempts === 0 ? 'Being sent now.' : `Attempt ${attempts + 1} of ${maxAttempts} is under way.`
    case 'due':
      return dueSentence(delivery, now)
  }
}

function dueSentence({ attempts, maxAttempts, dueAt, waitsFor }: Delivery, now: number): string {
  const which = attempts === 0 ? 'First attempt' : `Attempt ${attempts + 1} of ${maxAttempts}`
  if (waitsFor === 'order') return `${which} waits for an earlier event about the same entity.`
  if (waitsFor === 'circuit') {
    const when = dueAt === null || dueAt <= now ? '' : ` The target is tried next at ${at(dueAt, now)}.`
    return `${which} waits: the target is down.${when}`
  }
  if (dueAt === null || dueAt <= now) return `${which} follows at once.`
  return `${attempts === 0 ? 'First' : 'Next'} try at ${at(dueAt, now)}, attempt ${attempts + 1} of ${maxAttempts}.`
}

function at(time: number, now: number): string {
  return `${clockSeconds(time)} (${relativeTime(time, now)})`
}

/** The steps of an attempt in milliseconds, in their order; those it did not come to are left out. */
export interface TimePart {
  step: 'dns' | 'connect' | 'wait' | 'rest'
  name: string
  ms: number
}

export function timeParts({ dnsMs, connectMs, firstByteMs, totalMs }: Timings): TimePart[] {
  const known = (dnsMs ?? 0) + (connectMs ?? 0) + (firstByteMs ?? 0)
  const rest = Math.max(0, totalMs - known)
  const parts: (TimePart | null)[] = [
    dnsMs === null ? null : { step: 'dns', name: 'DNS', ms: dnsMs },
    connectMs === null ? null : { step: 'connect', name: 'connect', ms: connectMs },
    firstByteMs === null ? null : { step: 'wait', name: 'first byte', ms: firstByteMs },
    { step: 'rest', name: firstByteMs === null ? 'waited' : 'rest', ms: rest },
  ]
  return parts.filter((part) => part !== null)
}

/** `DNS 0.4 ms, connect 0.2 ms, first byte 12 ms, rest 0.1 ms`. */
export function timingWords(timings: Timings): string {
  return timeParts(timings)
    .map(({ name, ms }) => `${name} ${formatMs(ms)}`)
    .join(', ')
}

/** `HTTP/1.1 400 Bad Request` */
export function statusLine({ httpVersion, status, statusText }: NonNullable<Attempt['answer']>): string {
  return `HTTP/${httpVersion} ${status}${statusText === '' ? '' : ` ${statusText}`}`
}

/** An attempt's name in the address: `dlv_1.2`. */
export function attemptKey(deliveryId: string, number: number): string {
  return `${deliveryId}.${number}`
}

/** Reads what `attemptKey` wrote; null: it names no attempt. */
export function readAttemptKey(key: string): { deliveryId: string; number: number } | null {
  const [, deliveryId, number] = /^([\w-]+)\.(\d{1,6})$/.exec(key) ?? []
  return deliveryId && number ? { deliveryId, number: Number(number) } : null
}
