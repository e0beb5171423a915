import { assertNever } from '../../../shared/assert-never.ts'
import type { EventDetail } from '../../../shared/event.ts'
import type { Verdict } from '../../../shared/verdict.ts'

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
    case 'failed': {
      const [cause] = event.diagnosis.causes
      return plain(cause ? `Not verified: ${cause.title}` : 'Not verified when it came')
    }
    case 'unsigned':
      return plain('Unsigned: no signature headers came')
    case 'unchecked':
      return plain('Unchecked: this endpoint had no secret')
    default:
      return assertNever(event.verdict)
  }
}

/** The same above several causes, each of which says its own. */
export function verdictAbove(event: Parameters<typeof verdictWords>[0]): VerdictWords {
  const { causes } = event.diagnosis
  if (event.verdict !== 'failed' || causes.length < 2) return verdictWords(event)
  return { before: `Not verified: ${causes.length} findings`, secret: null, after: '' }
}

/** What a verdict means where no cause explains it, and what to do about it. */
export function verdictMeaning(verdict: Verdict): string {
  switch (verdict) {
    case 'verified':
      return 'The body is, byte for byte, what the sender signed.'
    case 'failed':
      return 'By the secrets that are known now this event is good; its verdict stands until it is checked again.'
    case 'unsigned':
      return 'It can come from anybody who knows the URL. Svix senders add svix-id, svix-timestamp and svix-signature to every event.'
    case 'unchecked':
      return 'It is signed, but there was no secret to check it with when it came. Add the endpoint’s signing secret: later events are verified, and this one when it is checked again.'
    default:
      return assertNever(verdict)
  }
}

/** How many `v1` signatures the request carried, in one header or in several. */
export function signatureCount(headers: [string, string][]): number {
  const named = (name: string) => headers.filter(([header]) => header.toLowerCase() === name)
  const found = [named('svix-signature'), named('webhook-signature')].find(({ length }) => length > 0) ?? []
  return found.flatMap(([, value]) => value.split(' ')).filter((entry) => entry.startsWith('v1,')).length
}

function placeOf(position: number, count: number): string {
  return count > 1 ? `, ${ordinal(position)} of ${count} signatures` : ''
}

export function ordinal(value: number): string {
  const tens = value % 100
  if (tens >= 11 && tens <= 13) return `${value}th`
  return `${value}${['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`
}
