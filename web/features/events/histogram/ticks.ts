import { clockSeconds, clockTime, dayBounds } from '../../../lib/time.ts'
import type { Chart } from './chart.ts'

export interface Tick {
  at: number
  label: string
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Step =
  | { unit: 'ms' | 'hour'; every: number; about: number }
  | { unit: 'day' | 'month'; every: number; about: number }

const steps: Step[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(ofMs),
  ...[1, 2, 5, 10, 15, 30].map((n) => ofMs(n * SECOND)),
  ...[1, 2, 5, 10, 15, 30].map((n) => ofMs(n * MINUTE)),
  ...[1, 2, 3, 6, 12].map((every) => ({ unit: 'hour', every, about: every * HOUR }) as const),
  ...[1, 2, 7, 14].map((every) => ({ unit: 'day', every, about: every * DAY }) as const),
  ...[1, 2, 3, 6, 12, 24, 60, 120].map(
    (every) => ({ unit: 'month', every, about: every * 30.4 * DAY }) as const,
  ),
]

/** A label and the room around it; one with milliseconds takes more. */
const LABEL_PX = 92
const LONG_LABEL_PX = 112
/** What the last one needs at least. */
const LAST_PX = 55

/** Round moments of local time between the edges, two to six of them as the width allows. */
export function ticksOf({ from, to }: Pick<Chart, 'from' | 'to'>, width: number, now: number): Tick[] {
  for (const step of steps) {
    const room = step.about < SECOND ? LONG_LABEL_PX : LABEL_PX
    const most = Math.min(6, Math.max(2, Math.floor(width / room)))
    if ((to - from) / step.about > most + 1) continue
    const moments = momentsOf(step, from, to).filter((at) => ((to - at) / (to - from)) * width > LAST_PX)
    if (moments.length <= most)
      return moments.map((at, index) => ({ at, label: labelOf(at, step, index === 0, now) }))
  }
  return []
}

function ofMs(every: number): Step {
  return { unit: 'ms', every, about: every }
}

/** Moments from `from` to `to`, at which a step of local time begins. */
function momentsOf({ unit, every }: Step, from: number, to: number): number[] {
  const moments: number[] = []
  const add = (at: number) => {
    if (at >= from && at < to && at > (moments.at(-1) ?? Number.NEGATIVE_INFINITY)) moments.push(at)
  }
  const start = new Date(from)
  const [year, month, day] = [start.getFullYear(), start.getMonth(), start.getDate()]
  switch (unit) {
    case 'ms': {
      const offset = start.getTimezoneOffset() * MINUTE
      for (let at = Math.ceil((from - offset) / every) * every + offset; at < to; at += every) add(at)
      return moments
    }
    case 'hour':
      // A day by its own hours: some have 23 or 25.
      for (let ahead = 0, next = from; next < to; ahead++) {
        for (let hour = 0; hour < 24; hour += every) add(new Date(year, month, day + ahead, hour).getTime())
        next = new Date(year, month, day + ahead + 1).getTime()
      }
      return moments
    case 'day': {
      // Weeks begin on Monday: 5 January 1970 was one.
      const number = Math.floor(Date.UTC(year, month, day) / DAY) - 4
      const back = ((number % every) + every) % every
      for (let ahead = -back, next = from; next < to; ahead += every) {
        next = new Date(year, month, day + ahead).getTime()
        add(next)
      }
      return moments
    }
    case 'month': {
      const back = (year * 12 + month) % every
      for (let ahead = -back, next = from; next < to; ahead += every) {
        next = new Date(year, month + ahead, 1).getTime()
        add(next)
      }
      return moments
    }
  }
}

const dayLabel = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const monthLabel = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' })

/** The first label names its day, unless that is today. */
function labelOf(at: number, { unit, every }: Step, isFirst: boolean, now: number): string {
  if (unit === 'month') return monthLabel.format(at)
  const isMidnight = dayBounds(at).from === at
  if (unit === 'day' || (isMidnight && every >= MINUTE) || (isMidnight && unit === 'hour'))
    return dayLabel.format(at)
  const clock =
    unit === 'hour' || every >= MINUTE
      ? clockSeconds(at).slice(0, 5)
      : every >= SECOND
        ? clockSeconds(at)
        : clockTime(at)
  const isToday = dayBounds(now).from === dayBounds(at).from
  return isFirst && !isToday ? `${dayLabel.format(at)} ${clock}` : clock
}
