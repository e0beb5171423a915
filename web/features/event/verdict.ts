import { assertNever } from '../../../shared/assert-never.ts'
import type { EventDetail } from '../../../shared/event.ts'

/** A verdict in words. `secret` is set in between `before` and `after`. */
export interface VerdictWords {
  before: string
  secret: string | null
  after: string
}

/** The verdict as a sentence: "Verified with *production*, 2nd of 2 signatures". */
export function verdictWords(
  event: Pick<EventDetail, 'verdict' | 'verifiedBy' | 'diagnosis' | 'headers'>,
): VerdictWords {
  const plain = (before: string): VerdictWords => ({ before, secret: null, after: '' })
  switch (event.verdict) {
    case 'verified': {
      const { matched } = event.diagnosis
      const secret = matched?.label ?? event.verifiedBy?.label ?? null
      if (secret === null) return plain('Verified')
      const place = matched === null ? '' : placeOf(matched.position, signatureCount(event.headers))
      return { before: 'Verified with ', secret, after: place }
    }
    case 'failed':
      return plain(`Not verified: ${failure(event.diagnosis.checks)}`)
    case 'unsigned':
      return plain('Unsigned: no signature headers came')
    case 'unchecked':
      return plain('Unchecked: this endpoint had no secret')
    default:
      return assertNever(event.verdict)
  }
}

/** What the verdict means, and what to do about it. */
export function verdictMeaning(event: Pick<EventDetail, 'verdict' | 'diagnosis' | 'headers'>): string {
  const { matched, checks } = event.diagnosis
  switch (event.verdict) {
    case 'verified':
      if (matched === null || matched.position === 1)
        return 'The body is, byte for byte, what the sender signed.'
      return 'The body is, byte for byte, what the sender signed. But the secret is not the sender’s current one: a rotation is under way. Add the new secret before its grace ends.'
    case 'failed':
      return failedMeaning(new Set(failedChecks(checks)))
    case 'unsigned':
      return 'It can come from anybody who knows the URL. Svix senders add svix-id, svix-timestamp and svix-signature to every event.'
    case 'unchecked':
      return 'It is signed, but there was no secret to check it with when it came. Add the endpoint’s signing secret: later events are verified.'
    default:
      return assertNever(event.verdict)
  }
}

function failedMeaning(failed: Set<string>): string {
  if (failed.has('headers'))
    return 'Something between the sender and here dropped or changed a signature header.'
  if (failed.has('secret'))
    return 'Compare the endpoint’s secret with the one that the sender shows, and add it anew.'
  if (failed.has('signature')) {
    return 'Either the sender signs with another secret than this endpoint knows, or the body was changed on its way here.'
  }
  return 'Somebody sent a captured request again, it was held up on its way, or one of the clocks is wrong.'
}

/** The checks by what a reader can do about them: a signature that does not match outweighs a late one. */
function failure(checks: EventDetail['diagnosis']['checks']): string {
  const failed = new Set(failedChecks(checks))
  if (failed.has('headers')) return 'the signature headers are not complete'
  if (failed.has('secret')) return 'no secret of this endpoint can be used'
  if (failed.has('signature')) return 'no signature matches'
  if (failed.has('timestamp')) return 'the signature matches, but the timestamp is out of bounds'
  return 'the signature does not prove the event'
}

function failedChecks(checks: EventDetail['diagnosis']['checks']): string[] {
  return checks.filter((check) => check.outcome === 'fail').map((check) => check.check)
}

/** How many signatures the request carried. */
export function signatureCount(headers: [string, string][]): number {
  const named = (name: string) => headers.find(([header]) => header.toLowerCase() === name)?.[1]
  const value = named('svix-signature') ?? named('webhook-signature') ?? ''
  return value.split(' ').filter((entry) => entry !== '').length
}

function placeOf(position: number, count: number): string {
  return count > 1 ? `, ${ordinal(position)} of ${count} signatures` : ''
}

export function ordinal(value: number): string {
  const tens = value % 100
  if (tens >= 11 && tens <= 13) return `${value}th`
  return `${value}${['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`
}
