import { Link } from '@tanstack/react-router'
import type { MessageAttempt } from '../../../../shared/message.ts'
import { VerdictMark } from '../../../components/verdict-mark.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { formatCount } from '../../../lib/format.ts'
import { fullTime, relativeTime } from '../../../lib/time.ts'
import styles from './attempts.module.css'
import { gapWords } from './words.ts'

interface AttemptCameProps {
  attempt: MessageAttempt
  isOpen: boolean
  /** The first event of the message at this endpoint. */
  firstId: string
  now: number
}

/** An attempt that arrived, with its gap to the event before. */
export function AttemptCame({ attempt, isOpen, firstId, now }: AttemptCameProps) {
  const { event, number, differsAt } = attempt
  const name = number === null ? 'Sent by hand' : `Attempt ${number}`
  return (
    <li className={classNames(number === null ? styles.byHand : styles.came, isOpen && styles.open)}>
      <div className={styles.line}>
        {isOpen ? (
          <span className={styles.name} aria-current="true">
            {name}, this one
          </span>
        ) : (
          <Link
            className={styles.name}
            to="/events/$eventId"
            params={{ eventId: event.id }}
            search={(before) => ({ ...before, tab: 'message' })}
          >
            {name}
          </Link>
        )}
        <span className={styles.verdict}>
          <VerdictMark verdict={event.verdict} /> {event.verdict}
        </span>
        <time
          className={styles.time}
          dateTime={new Date(event.receivedAt).toISOString()}
          title={fullTime(event.receivedAt)}
        >
          {relativeTime(Math.min(event.receivedAt, now), now)}
        </time>
      </div>
      {attempt.gapMs !== null && <p className={styles.gap}>{gapSentence(attempt)}</p>}
      {differsAt !== null && (
        <p className={styles.differs}>
          The body differs from the first attempt's from byte {formatCount(differsAt + 1)} on: somebody
          between sender and here changes bytes, or this one is not the sender's.
        </p>
      )}
      {firstId !== event.id && (
        <p className={styles.gap}>
          <Link to="/compare/$a/$b" params={{ a: firstId, b: event.id }} search={{}}>
            Compare with the first
          </Link>
        </p>
      )}
    </li>
  )
}

function gapSentence({ gapMs, expectedGapMs, number }: MessageAttempt): string {
  const gap = `${gapWords(gapMs ?? 0)} after the one before`
  if (expectedGapMs !== null) return `${gap}; the schedule says ${gapWords(expectedGapMs)}`
  return number === null ? `${gap}; no attempt of the schedule fits` : gap
}
