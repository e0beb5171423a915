import type { CauseCode } from '../../shared/diagnosis.ts'
import { type Failures, MAX_FAILURES } from '../../shared/endpoint.ts'
import { causeTitles } from './cause-names.ts'
import { formatCount } from './format.ts'
import { sinceTime } from './time.ts'

/** What failures have in common: a text, and after it the cause in words, where one is known. */
export interface FailureWords {
  text: string
  cause: { code: CauseCode; title: string } | null
}

/**
 * `41 of 44 failures since 14:02 share one cause:` and the cause. Null where there is nothing to say: a single
 * failure that is not explained yet is told by its row.
 */
export function failureWords(failures: Failures, now: number): FailureWords | null {
  const { total, topCause, sharing } = failures
  if (topCause === null) {
    return total === 1 ? null : { text: `No cause is known yet of ${which(failures, now)}.`, cause: null }
  }
  const cause = { code: topCause, title: causeTitles[topCause] }
  if (total === 1) return { text: 'Cause:', cause }
  if (sharing === 1) return { text: `The latest cause known of ${which(failures, now)}:`, cause }
  if (topCause !== 'unexplained') return { text: `${share(failures, now)} share one cause:`, cause }
  return { text: `${share(failures, now)} are`, cause: { ...cause, title: `unexplained: ${cause.title}` } }
}

function share(failures: Failures, now: number): string {
  const { total, sharing } = failures
  if (sharing < total) return `${formatCount(sharing)} of ${which(failures, now)}`
  if (total === 2) return `Both failures since ${sinceTime(failures.since, now)}`
  return `All ${which(failures, now)}`
}

/** `44 failures since 14:02`; where there are more than are looked at, `the last 1,000 failures`. */
function which({ total, since }: Failures, now: number): string {
  if (total >= MAX_FAILURES) return `the last ${formatCount(total)} failures`
  return `${formatCount(total)} failures since ${sinceTime(since, now)}`
}
