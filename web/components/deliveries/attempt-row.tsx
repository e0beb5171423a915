import { IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Attempt } from '../../../shared/delivery.ts'
import type { Body } from '../../../shared/event.ts'
import { formatMs, outcomeWords, timingWords } from '../../lib/delivery-words.ts'
import { clockTime, fullTime, utcTime } from '../../lib/time.ts'
import { AttemptDetail } from './attempt-detail.tsx'
import styles from './attempt-row.module.css'
import { TimingBar } from './timing-bar.tsx'

interface AttemptRowProps {
  /** Its name in the address. */
  id: string
  attempt: Attempt
  sentBody: Body | null
  isEdited: boolean
  isOpen: boolean
  scaleMs: number
  onToggle(): void
  /** Null: there is nothing to compare it with. */
  choice: { chosen: boolean; onChange(): void } | null
}

/** One attempt in one line, which opens. */
export function AttemptRow(props: AttemptRowProps) {
  const { id, attempt, sentBody, isEdited, isOpen, scaleMs, onToggle, choice } = props
  const { number, startedAt, answer, error, timings } = attempt
  const outcome = outcomeWords({ status: answer?.status ?? null, error })
  const name = `Attempt ${number}, ${clockTime(startedAt)}, ${outcome}, ${formatMs(timings.totalMs)}`
  const row = useRef<HTMLLIElement>(null)
  // One that a link opened may stand far below.
  const [wasOpen] = useState(isOpen)
  useEffect(() => {
    if (wasOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [wasOpen])
  return (
    <li ref={row} className={styles.attempt} data-open={isOpen || undefined}>
      <div className={styles.line}>
        {choice !== null && (
          <input
            type="checkbox"
            className={styles.choice}
            aria-label={`Compare attempt ${number} of ${clockTime(startedAt)}`}
            title="Compare"
            checked={choice.chosen}
            onChange={choice.onChange}
          />
        )}
        <button
          type="button"
          data-attempt
          className={styles.button}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `attempt-${id}` : undefined}
          aria-label={`${name}: ${timingWords(timings)}`}
          onClick={onToggle}
        >
          <IconChevronRight className={styles.chevron} size={14} aria-hidden="true" />
          <span className={styles.number}>{number}</span>
          <time className={styles.time} title={`${fullTime(startedAt)}\n${utcTime(startedAt)}`}>
            {clockTime(startedAt)}
          </time>
          <span className={styles.outcome} data-failed={error !== null}>
            {outcome}
          </span>
          <span className={styles.total}>{formatMs(timings.totalMs)}</span>
          <TimingBar timings={timings} scaleMs={scaleMs} />
        </button>
      </div>
      {isOpen && (
        <AttemptDetail id={`attempt-${id}`} attempt={attempt} sentBody={sentBody} isEdited={isEdited} />
      )}
    </li>
  )
}
