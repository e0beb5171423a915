import { relativeTime, sinceTime } from '../../../lib/time.ts'
import { waitWords } from '../../../lib/wait-words.ts'

const hour = 3_600_000

/** How long until a moment: `in 4 min 12 s`, from an hour on roughly. */
export function inWords(at: number, now: number): string {
  const left = Math.ceil((at - now) / 1000) * 1000
  return left < hour ? `in ${waitWords(left)}` : relativeTime(at, now)
}

/** A moment that is not known to the second: `14:02`, `23 Nov 2026, 14:02`. */
export function roughTime(at: number, now: number): string {
  return sinceTime(at, now)
}

/** A gap as it was, to the second, or in full where it is shorter. */
export function gapWords(ms: number): string {
  return waitWords(ms < 1000 ? ms : Math.round(ms / 1000) * 1000)
}
