import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { EventSummary } from '../../../shared/event.ts'
import { TypeName } from '../../components/type-name.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatSize } from '../../lib/format.ts'
import { clockTime, fullTime, relativeTime, utcTime } from '../../lib/time.ts'
import styles from './event-row.module.css'
import { RowNote } from './row-note.tsx'
import { causeAt, rowName } from './row-notes.ts'

interface EventRowProps {
  event: EventSummary
  /** Pixels from the top of the list. */
  top: number
  q: string
  selected: boolean
  showEndpoint: boolean
  fresh: boolean
  /** The cause on the row was clicked. Stays the same from one drawing to the next. */
  onCause(cause: CauseCode): void
}

/** One event in one line. */
export const EventRow = memo(function EventRow({
  event,
  top,
  q,
  selected,
  showEndpoint,
  fresh,
  onCause,
}: EventRowProps) {
  const [time, millis] = clockTime(event.receivedAt).split('.')
  return (
    <Link
      to="/events/$eventId"
      params={{ eventId: event.id }}
      search={(before) => ({ ...(q === '' ? {} : { q }), ...(before.tab ? { tab: before.tab } : {}) })}
      id={rowId(event.id)}
      role="option"
      aria-selected={selected}
      aria-label={rowName(event)}
      data-verdict={event.verdict}
      tabIndex={-1}
      className={fresh ? `${styles.row} ${styles.fresh}` : styles.row}
      style={{ transform: `translateY(${top}px)` }}
      draggable={false}
      // The list keeps the focus: a row that is scrolled away would lose it.
      onMouseDown={(pointer) => {
        if (pointer.button !== 0) return
        pointer.preventDefault()
        pointer.currentTarget.closest<HTMLElement>('[role=listbox]')?.focus({ preventScroll: true })
      }}
      // The chip is for the mouse: a row is one stop for the keyboard, and the filter bar offers the same.
      onClick={(click) => {
        const cause = causeAt(click)
        if (cause === null || click.metaKey || click.ctrlKey || click.shiftKey) return
        click.preventDefault()
        onCause(cause)
      }}
      onMouseEnter={(pointer) => {
        const { receivedAt } = event
        const text = `${relativeTime(receivedAt, Date.now())}\n${fullTime(receivedAt)}\n${utcTime(receivedAt)}`
        pointer.currentTarget.querySelector('time')?.setAttribute('title', text)
      }}
    >
      <VerdictMark verdict={event.verdict} />
      <time className={styles.time}>
        {time}
        <span className={styles.millis}>.{millis}</span>
      </time>
      <span className={styles.type}>
        <TypeName type={event.type} />
      </span>
      <span className={styles.about}>
        <About event={event} />
      </span>
      {showEndpoint && <span className={styles.endpoint}>{event.endpointSlug}</span>}
      <span className={styles.note}>
        <RowNote event={event} />
      </span>
      <span className={styles.size}>{formatSize(event.size)}</span>
    </Link>
  )
})

export function rowId(eventId: string): string {
  return `row-${eventId}`
}

function About({ event }: { event: EventSummary }) {
  const request = `${event.method} ${event.path}${event.query === '' ? '' : `?${event.query}`}`
  if (event.type === null || event.about === null) return <RequestText text={request} />
  if (event.method === 'POST') return <VisibleText text={event.about} />
  return (
    <>
      <span className={styles.method}>{event.method}</span> <VisibleText text={event.about} />
    </>
  )
}

function RequestText({ text }: { text: string }) {
  return (
    <span className={styles.request}>
      <VisibleText text={text} />
    </span>
  )
}
