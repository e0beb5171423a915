import type { Message, MessageAttempt } from '../../shared/message.ts'
import { attemptCount, offsetOfAttempt } from '../../shared/svix/retry-schedule.ts'

/** One line of a message's schedule. Times are epoch milliseconds. */
export type ScheduleStep =
  | { kind: 'came'; attempt: MessageAttempt }
  /** An attempt before one that came, which did not come itself. */
  | { kind: 'missed'; number: number }
  /** The attempt that follows the last one. */
  | { kind: 'next'; number: number; at: number }
  | { kind: 'later'; number: number; at: number }

/** The attempts that came, in the order of arrival, those that did not, and those that the schedule has left. */
export function scheduleSteps({ attempts, next }: Message['endpoints'][number]): ScheduleStep[] {
  const steps: ScheduleStep[] = []
  let reached = 0
  for (const attempt of attempts) {
    const { number } = attempt
    if (number !== null && number > reached) {
      for (let missed = reached + 1; missed < number; missed++) steps.push({ kind: 'missed', number: missed })
      reached = number
    }
    steps.push({ kind: 'came', attempt })
  }
  if (next === null) return steps
  steps.push({ kind: 'next', number: next.number, at: next.dueAt })
  for (let number = next.number + 1; number <= attemptCount; number++) {
    const at = next.dueAt + offsetOfAttempt(number) - offsetOfAttempt(next.number)
    steps.push({ kind: 'later', number, at })
  }
  return steps
}
