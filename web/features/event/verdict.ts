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

/** The checks by what a reader can do about them: a signature that does not match outweighs a late one. */
function failure(checks: EventDetail['diagnosis']['checks']): string {
  const failed = new Set(checks.filter((check) => check.outcome === 'fail').map((check) => check.check))
  if (failed.has('headers')) return 'the signature headers are not complete'
  if (failed.has('secret')) return 'no secret of this endpoint can be used'
  if (failed.has('signature')) return 'no signature matches'
  if (failed.has('timestamp')) return 'the signature matches, but the timestamp is out of bounds'
  return 'the signature does not prove the event'
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
