import type { HeaderPair } from '../../shared/event.ts'
import type { Verdict } from '../../shared/verdict.ts'
import { type Match, matchSignature, type VerifyingSecret } from './match-signature.ts'
import { isUnsigned, pickSignatureHeaders } from './signature-headers.ts'
import { judgeTimestamp, type TimestampJudgement } from './timestamp.ts'

/** A request as it came, and what to hold it against. */
export interface VerifyInput {
  /** In the order of arrival; values are latin1 strings, as Node gives them. */
  headers: readonly HeaderPair[]
  body: Uint8Array
  secrets: readonly VerifyingSecret[]
  /** Epoch milliseconds. The timestamp is judged against this, whenever `verify` runs. */
  receivedAt: number
}

export interface Verification {
  verdict: Verdict
  /** The secret that verified the event; null for every other verdict. */
  matched: Match | null
  /** The sender's name for the message, whatever the verdict. */
  messageId: string | null
  /** The timestamp header in epoch milliseconds, whatever the verdict; null where it cannot be read. */
  sentAt: number | null
}

/** The latest time that a `Date` can hold. */
const MAX_TIME = 8.64e15

/**
 * Judges a request by the Svix scheme, on its bytes. Never throws. The same input gives the same verdict at
 * receipt and years later. An endpoint without a secret of the user's leaves signed events `unchecked`, unless
 * its sample secret made them.
 */
export function verify({ headers, body, secrets, receivedAt }: VerifyInput): Verification {
  const picked = pickSignatureHeaders(headers)
  const timestamp = judgeTimestamp(picked.timestamp?.value ?? null, receivedAt)
  const matched = timestamp.kind === 'inTime' ? matchSignature(picked, body, secrets, receivedAt) : null
  return {
    verdict: isUnsigned(picked) ? 'unsigned' : verdictOf(matched, secrets),
    matched,
    messageId: picked.id?.value || null,
    sentAt: sentAt(timestamp),
  }
}

function verdictOf(matched: Match | null, secrets: readonly VerifyingSecret[]): Verdict {
  if (matched !== null) return 'verified'
  return secrets.some((secret) => secret.origin === 'user') ? 'failed' : 'unchecked'
}

function sentAt(timestamp: TimestampJudgement): number | null {
  if (timestamp.kind === 'missing' || timestamp.kind === 'unreadable') return null
  const time = timestamp.seconds * 1000
  return time <= MAX_TIME ? time : null
}
