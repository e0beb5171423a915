import type { Message } from '../../../../shared/message.ts'
import { scheduleSteps } from '../../../lib/schedule-steps.ts'
import { relativeTime } from '../../../lib/time.ts'
import { useNow } from '../../../lib/use-now.ts'
import { AttemptCame } from './attempt-came.tsx'
import styles from './attempts.module.css'
import { inWords, roughTime } from './words.ts'

interface AttemptsProps {
  endpoint: Message['endpoints'][number]
  /** Null: it is the only one, and needs no name. */
  heading: string | null
  /** The event whose tab this is. */
  openId: string
}

/** A message's events at one endpoint, drawn on the schedule of the sender. */
export function Attempts({ endpoint, heading, openId }: AttemptsProps) {
  const { next } = endpoint
  const now = useNow(next === null ? null : 1000)
  const steps = scheduleSteps(endpoint)
  const isOver = next !== null && endpoint.givesUpAt < now
  const first = endpoint.attempts[0]?.event
  return (
    <>
      {heading !== null && <h2 className={styles.heading}>{heading}</h2>}
      <ol className={styles.steps} aria-label={heading === null ? 'Attempts' : `Attempts at ${heading}`}>
        {steps.map((step) => {
          if (step.kind === 'came') {
            return (
              <AttemptCame
                key={step.attempt.event.id}
                attempt={step.attempt}
                isOpen={step.attempt.event.id === openId}
                firstId={first?.id ?? step.attempt.event.id}
                now={now}
              />
            )
          }
          if (isOver && step.kind === 'later') return null
          return (
            <li key={`${step.kind}${step.number}`} className={styles[step.kind]}>
              <span className={styles.name}>Attempt {step.number}</span>{' '}
              {step.kind === 'missed' && 'did not come here'}
              {step.kind === 'next' &&
                (step.at > now ? `due ${inWords(step.at, now)}` : `was due ${relativeTime(step.at, now)}`)}
              {step.kind === 'later' && `about ${roughTime(step.at, now)}`}
            </li>
          )
        })}
      </ol>
      <p className={styles.end}>{endWords(endpoint, now)}</p>
    </>
  )
}

/** What to expect; what the sender was answered is not known. */
function endWords({ next, givesUpAt }: Message['endpoints'][number], now: number): string {
  if (next === null) return 'That was the last attempt of the schedule: the sender gives up.'
  if (givesUpAt < now)
    return `The schedule ended ${relativeTime(givesUpAt, now)}: no further attempt follows.`
  if (next.dueAt < now) {
    return `It has not come: the last one was answered with 2xx, or the sender could not reach Hooklens. The schedule ends about ${roughTime(givesUpAt, now)}.`
  }
  return `Unless the last one was answered with 2xx. The sender gives up after attempt 8, about ${roughTime(givesUpAt, now)}. Gaps may be a fifth longer or shorter.`
}
