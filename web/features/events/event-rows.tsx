import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { errorText } from '../../components/message.tsx'
import { dayName } from '../../lib/time.ts'
import type { EventWindow } from '../../live/window.ts'
import { EventRow, rowId } from './event-row.tsx'
import styles from './event-rows.module.css'
import { itemIndexOf, listItems } from './list-items.ts'
import { NewEventsBar } from './new-events-bar.tsx'
import { useFilter } from './use-filter.ts'
import { useRowKeys } from './use-row-keys.ts'

const ROW = 34
const DAY = 28

interface EventRowsProps {
  q: string
  window: EventWindow
  endpoints: Endpoint[]
  selectedId: string | null
  setFollowing(following: boolean): Promise<void>
  loadOlder(): Promise<void>
  olderFailed: unknown
}

/** The rows on screen. Follows new events while the reader is at the top with nothing open. */
export function EventRows(props: EventRowsProps) {
  const { q, window, endpoints, selectedId, setFollowing, loadOlder, olderFailed } = props
  const scroller = useRef<HTMLDivElement>(null)
  const items = useMemo(() => listItems(window.events), [window.events])
  const selected = selectedId === null ? -1 : itemIndexOf(items, selectedId)

  const { setTerm } = useFilter(q)
  const showCause = useCallback((cause: CauseCode) => setTerm('cause', cause), [setTerm])

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? DAY : ROW),
    getItemKey: (index) => {
      const item = items[index]
      return item?.kind === 'event' ? item.event.seq : `day ${item?.at}`
    },
    overscan: 8,
  })

  const atTop = useCallback(() => (scroller.current?.scrollTop ?? 0) < ROW / 2, [])
  const showNewest = useCallback(async () => {
    scroller.current?.scrollTo({ top: 0 })
    await setFollowing(true)
    scroller.current?.scrollTo({ top: 0 })
    if (selectedId !== null) await setFollowing(false)
  }, [setFollowing, selectedId])

  useEffect(() => void setFollowing(selectedId === null && atTop()), [selectedId, setFollowing, atTop])
  useRowKeys({
    q,
    items,
    selected,
    scroller,
    showNewest,
    reveal: (index) => virtualizer.scrollToIndex(index),
  })

  // A row that is opened by a link or a key stands on screen.
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected)
  }, [selectedId])

  const rows = virtualizer.getVirtualItems()
  const lastShown = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastShown >= items.length - 20) void loadOlder()
  }, [lastShown, items.length, loadOlder])

  return (
    <div className={styles.frame}>
      {window.waitingCount > 0 && (
        <NewEventsBar count={window.waitingCount} onShow={() => void showNewest()} />
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        tabIndex={0}
        aria-label="Events, newest first"
        aria-activedescendant={selected >= 0 ? rowId(selectedId ?? '') : undefined}
        data-shortcut-keys
        onScroll={() => {
          const following = atTop() && selectedId === null
          if (following !== window.following) void setFollowing(following)
        }}
      >
        <div role="presentation" className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map((row) => {
            const item = items[row.index]
            if (item === undefined) return null
            return item.kind === 'day' ? (
              <div
                key={row.key}
                aria-hidden="true"
                className={styles.day}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {dayName(item.at, Date.now())}
              </div>
            ) : (
              <EventRow
                key={row.key}
                event={item.event}
                top={row.start}
                q={q}
                selected={item.event.id === selectedId}
                showEndpoint={endpoints.length > 1 && !q.includes('endpoint:')}
                fresh={item.event.seq > window.freshAfter}
                onCause={showCause}
              />
            )
          })}
        </div>
      </div>
      {olderFailed !== null && (
        <p role="alert" className={styles.failed}>
          Older events could not be loaded: {errorText(olderFailed)}{' '}
          <button type="button" onClick={() => void loadOlder()}>
            Try again
          </button>
        </p>
      )}
    </div>
  )
}
