import { type Verdict, verdicts } from '../../../../shared/verdict.ts'
import { formatCount, plural } from '../../../lib/format.ts'
import { clockSeconds, clockTime, dayBounds } from '../../../lib/time.ts'
import { type ByVerdict, totalOf } from './chart.ts'

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const dayWithYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `14:02 – 14:03`, `Mon 23 Nov 23:58 – Tue 24 Nov 00:10`: as exact as both ends need. */
export function rangeWords(from: number, to: number, now: number): string {
  const clock = clockFor(from, to)
  const [first, last] = [dayBounds(from), dayBounds(to)]
  const isToday = dayBounds(now).from === first.from
  if (first.from === last.from)
    return `${isToday ? '' : `${dayWords(from, now)} `}${clock(from)} – ${clock(to)}`
  // Whole days need no time of day.
  if (first.from === from && last.from === to) {
    const lastDay = dayWords(to - 1, now)
    return dayWords(from, now) === lastDay ? lastDay : `${dayWords(from, now)} – ${lastDay}`
  }
  return `${dayWords(from, now)} ${clock(from)} – ${dayWords(to, now)} ${clock(to)}`
}

/** `2026-11-23 14:02 – 14:03 UTC` */
export function utcRange(from: number, to: number): string {
  const [first, last] = [utcWords(from), utcWords(to)]
  const sameDay = first.slice(0, 10) === last.slice(0, 10)
  const cut =
    isWholeMinute(from) && isWholeMinute(to) ? 16 : isWholeSecond(from) && isWholeSecond(to) ? 19 : 23
  return `${first.slice(0, cut)} – ${last.slice(sameDay ? 11 : 0, cut)} UTC`
}

/** `12 events: 9 verified, 3 failed` */
export function countWords(counts: ByVerdict): string {
  const total = totalOf(counts)
  if (total === 0) return 'no events'
  const parts = verdicts.flatMap((verdict) =>
    counts[verdict] > 0 ? [`${formatCount(counts[verdict])} ${verdict}`] : [],
  )
  return `${plural(total, 'event')}: ${parts.join(', ')}`
}

export const verdictNames: Record<Verdict, string> = {
  verified: 'Verified',
  failed: 'Failed',
  unsigned: 'Unsigned',
  unchecked: 'Unchecked',
}

function clockFor(from: number, to: number): (at: number) => string {
  if (isWholeMinute(from) && isWholeMinute(to)) return (at) => clockSeconds(at).slice(0, 5)
  return isWholeSecond(from) && isWholeSecond(to) ? clockSeconds : clockTime
}

function dayWords(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayFormat : dayWithYear).format(at).replace(',', '')
}

function utcWords(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '')
}

function isWholeMinute(at: number): boolean {
  return at % 60_000 === 0
}

function isWholeSecond(at: number): boolean {
  return at % 1000 === 0
}
