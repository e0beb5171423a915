import { timeOfMessageId } from './message-time.ts'
import { attemptCount, offsetOfAttempt, retryGapsMs } from './retry-schedule.ts'

/** Gaps are this much longer or shorter than the schedule says. */
const jitter = 0.2
/** How long a sender waits for an answer before it counts an attempt as failed, at most. */
const longestAttemptMs = 30_000
/** Times that are signed, or stand in ids, are whole seconds. */
const roundingMs = 1000

/** The times of one event of a message, in epoch milliseconds. */
export interface EventTimes {
  messageId: string
  sentAt: number | null
  receivedAt: number
}

export interface NumberedAttempts {
  /** Of each event: which attempt of the schedule it is, from 1; null: none, somebody sent it again by hand. */
  numbers: (number | null)[]
  /** The attempt that follows the last one if that was not answered with 2xx; null: none does. */
  next: { number: number; dueAt: number } | null
  /** When the last attempt of the schedule is due, epoch milliseconds. */
  givesUpAt: number
}

/**
 * Which attempts of the retry schedule the events of one message at one endpoint are; `events` in the order of
 * arrival, at least one. The message's id says when the first attempt was made, so that attempts which never came
 * here are counted; ids of other senders do not, then the first event is the first attempt wherever the others fit.
 * Of several events that fit one attempt the likeliest is it, the others were sent by hand.
 */
export function numberAttempts(events: EventTimes[], madeAt: number): NumberedAttempts {
  const times = events.map(({ sentAt, receivedAt }) => sentAt ?? receivedAt)
  const first = Math.min(...times)
  const isKnown = timeOfMessageId(events[0]?.messageId ?? null) === madeAt
  const starts = isKnown ? [madeAt] : attempts.map((number) => first - offsetOfAttempt(number))
  const numbers = starts.map((start) => fit(times, start)).reduce(moreFitting)
  const last = lastOf(numbers, times) ?? { number: 1, at: madeAt }
  const gap = retryGapsMs[last.number - 1]
  return {
    numbers,
    next: gap === undefined ? null : { number: last.number + 1, dueAt: last.at + gap },
    givesUpAt: last.at + offsetOfAttempt(attemptCount) - offsetOfAttempt(last.number),
  }
}

/** What the schedule waits from one attempt to a later one, in milliseconds; null where one of them has no number. */
export function scheduledGap(from: number | null, to: number | null): number | null {
  return from === null || to === null || to <= from ? null : offsetOfAttempt(to) - offsetOfAttempt(from)
}

const attempts = Array.from({ length: attemptCount }, (_, index) => index + 1)

/** The attempts' times do not overlap, however late or early each is: a time fits one of them or none. */
function fit(times: number[], start: number): (number | null)[] {
  const numbers = times.map((at) => attempts.find((number) => isWithin(at - start, number)) ?? null)
  const chosen = new Map<number, number>()
  for (const number of attempts) {
    const fitting = times.flatMap((_, index) => (numbers[index] === number ? [index] : []))
    const before = chosen.get(number - 1)
    const expected =
      before === undefined
        ? start + offsetOfAttempt(number)
        : timeAt(times, before) + (retryGapsMs[number - 2] ?? 0)
    const off = (index: number) => Math.abs(timeAt(times, index) - expected)
    const [best, ...others] = fitting.toSorted((a, b) => off(a) - off(b) || a - b)
    if (best !== undefined) chosen.set(number, best)
    for (const other of others) numbers[other] = null
  }
  return numbers
}

function isWithin(offset: number, number: number): boolean {
  const planned = offsetOfAttempt(number)
  const earliest = number === 1 ? Number.NEGATIVE_INFINITY : planned * (1 - jitter) - roundingMs
  const latest =
    number === 1
      ? offsetOfAttempt(2) * (1 - jitter) - roundingMs
      : planned * (1 + jitter) + (number - 1) * longestAttemptMs + roundingMs
  return offset >= earliest && (number === 1 ? offset < latest : offset <= latest)
}

/** Of two readings the one that explains more events; the earlier one of equals. */
function moreFitting(best: (number | null)[], other: (number | null)[]): (number | null)[] {
  return countNumbered(other) > countNumbered(best) ? other : best
}

function countNumbered(numbers: (number | null)[]): number {
  return numbers.filter((number) => number !== null).length
}

function lastOf(numbers: (number | null)[], times: number[]): { number: number; at: number } | null {
  let last: { number: number; at: number } | null = null
  for (const [index, number] of numbers.entries()) {
    if (number !== null && number > (last?.number ?? 0)) last = { number, at: timeAt(times, index) }
  }
  return last
}

function timeAt(times: number[], index: number): number {
  return times[index] ?? 0
}
