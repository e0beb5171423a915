import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { capital } from '../../../shared/capital.ts'
import type { EventSummary } from '../../../shared/event.ts'
import { DeliveryMark } from '../../components/deliveries/delivery-mark.tsx'
import { TypeName } from '../../components/type-name.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatSize } from '../../lib/format.ts'
import { listAddress } from '../../lib/list-address.ts'
import { clockTime, fullTime, relativeTime, utcTime } from '../../lib/time.ts'
import { dragProps } from './drag-to-compare.ts'
import styles from './event-row.module.css'
import { RowFlags } from './row-flags.tsx'
import { RowNote } from './row-note.tsx'
import { deliveryWords, rowName } from './row-notes.ts'
import { type RowTerm, termAt, termProps } from './row-term.ts'

interface EventRowProps {
  event: EventSummary
  /** Pixels from the top of the list. */
  top: number
  q: string
  /** It stands beside the list. */
  isOpen: boolean
  isSelected: boolean
  showEndpoint: boolean
  fresh: boolean
  /** A part of the row that stands for a term was clicked. Stays the same from one drawing to the next. */
  onTerm(term: RowTerm): void
  /** Another event was dropped on it. Stays the same as well. */
  onCompare(pair: { a: string; b: string }): void
  /** The row is to be selected or not, or all rows up to it. Stays the same as well. */
  onSelect(event: EventSummary, how: 'toggle' | 'extend'): void
}

/** One event in one line. */
export const EventRow = memo(function EventRow({
  event,
  top,
  q,
  isOpen,
  isSelected,
  showEndpoint,
  fresh,
  onTerm,
  onCompare,
  onSelect,
}: EventRowProps) {
  const [time, millis] = clockTime(event.receivedAt).split('.')
  return (
    <Link
      to="/events/$eventId"
      params={{ eventId: event.id }}
      search={(before) => ({ ...listAddress(q, before), ...(before.tab ? { tab: before.tab } : {}) })}
      id={rowId(event.id)}
      role="option"
      aria-selected={isSelected}
      aria-current={isOpen ? 'page' : undefined}
      data-open={isOpen || undefined}
      aria-label={rowName(event)}
      data-verdict={event.verdict}
      tabIndex={-1}
      className={fresh ? `${styles.row} ${styles.fresh}` : styles.row}
      style={{ transform: `translateY(${top}px)` }}
      draggable
      onMouseDown={(pointer) => {
        // With these keys a click selects rows, not text.
        if (pointer.shiftKey || pointer.metaKey || pointer.ctrlKey) pointer.preventDefault()
      }}
      {...dragProps(event, onCompare)}
      // Box and chip are for the pointer: a row is one stop for the keyboard, and keys and the filter bar offer
      // the same.
      onClick={(click) => {
        focusList(click.currentTarget)
        const isBox = click.target instanceof Element && click.target.closest('[data-box]') !== null
        const term = termAt(click)
        if (click.shiftKey || click.metaKey || click.ctrlKey || isBox) {
          click.preventDefault()
          onSelect(event, click.shiftKey ? 'extend' : 'toggle')
        } else if (term !== null) {
          click.preventDefault()
          onTerm(term)
        }
      }}
      onMouseEnter={(pointer) => {
        const { receivedAt } = event
        const text = `${relativeTime(receivedAt, Date.now())}\n${fullTime(receivedAt)}\n${utcTime(receivedAt)}`
        pointer.currentTarget.querySelector('time')?.setAttribute('title', text)
      }}
    >
      <span aria-hidden="true" data-box className={styles.box} />
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
        <RowFlags {...event} />
      </span>
      <span className={styles.deliveries}>
        {event.deliveryMark !== null && (
          <span
            {...termProps('delivery', event.deliveryMark)}
            title={`${capital(deliveryWords[event.deliveryMark])}.\nClick to show only events like this.`}
          >
            <DeliveryMark mark={event.deliveryMark} />
          </span>
        )}
      </span>
      <span className={styles.size}>{formatSize(event.size)}</span>
    </Link>
  )
})

/** The list keeps the focus: a row that is scrolled away would lose it. */
function focusList(row: HTMLElement): void {
  row.closest<HTMLElement>('[role=listbox]')?.focus({ preventScroll: true })
}

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
