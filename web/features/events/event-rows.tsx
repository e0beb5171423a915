import { useNavigate, useRouter } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { dayName } from '../../lib/time.ts'
import type { Pages } from '../../live/use-pages.ts'
import type { EventWindow } from '../../live/window.ts'
import { EventRow, rowId } from './event-row.tsx'
import styles from './event-rows.module.css'
import { DAY, heightOf, keyOf, ROW } from './list-heights.ts'
import { itemIndexOf, windowItems } from './list-items.ts'
import { ListLine } from './list-line.tsx'
import { NewEventsBar } from './new-events-bar.tsx'
import type { RowTerm } from './row-term.ts'
import { SearchProgress } from './search-progress.tsx'
import { SelectionBar } from './selection/selection-bar.tsx'
import type { ListSelection } from './selection/use-event-selection.ts'
import { useSelectRows } from './selection/use-select-rows.ts'
import { useAnchor } from './use-anchor.ts'
import { useFilter } from './use-filter.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useRowsAround } from './use-rows-around.ts'

interface EventRowsProps {
  q: string
  at: number | null
  window: EventWindow
  pages: Pages
  endpoints: Endpoint[]
  selectedId: string | null
  selecting: ListSelection
  setFollowing(following: boolean): Promise<void>
}

/** The rows on screen. Follows new events while the reader is at the top with nothing open. */
export function EventRows(props: EventRowsProps) {
  const { q, at, window, pages, endpoints, selectedId, selecting, setFollowing } = props
  const scroller = useRef<HTMLDivElement>(null)
  const items = useMemo(() => windowItems(window), [window])
  const selected = selectedId === null ? -1 : itemIndexOf(items, selectedId)

  const { setTerm } = useFilter()
  const navigate = useNavigate()
  const showTerm = useCallback(({ field, value }: RowTerm) => setTerm(field, value), [setTerm])
  const compare = useCallback(
    (pair: { a: string; b: string }) => void navigate({ to: '/compare/$a/$b', params: pair, search: {} }),
    [navigate],
  )
  const select = useSelectRows(window, selecting, selectedId)

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(items[index]),
    getItemKey: (index) => keyOf(items[index]),
    overscan: 16,
    scrollPaddingStart: DAY,
  })

  const reachesTop = window.prevCursor === null
  const atTop = useCallback(() => reachesTop && (scroller.current?.scrollTop ?? 0) < ROW / 2, [reachesTop])
  const showNewest = useCallback(async () => {
    if (at !== null) {
      await navigate({ to: '/', search: q === '' ? {} : { q } })
      return
    }
    scroller.current?.scrollTo({ top: 0 })
    await setFollowing(true)
    scroller.current?.scrollTo({ top: 0 })
    if (selectedId !== null) await setFollowing(false)
  }, [setFollowing, selectedId, at, q, navigate])

  useAnchor(items, scroller)
  const showOldest = useShowOldest(window, pages, scroller)
  // An event that is open and still to come, a sample that was sent just now, must not wait behind the bar.
  const isOpenHere = selected >= 0
  useEffect(() => void setFollowing(!isOpenHere && atTop()), [isOpenHere, setFollowing, atTop])
  const router = useRouter()
  // A row is open from the click on, not from when that is drawn: what comes in between moves nothing either.
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ toLocation }) => {
        const id = /^\/events\/([^/]+)$/.exec(toLocation.pathname)?.[1]
        if (id !== undefined && itemIndexOf(items, id) >= 0) void setFollowing(false)
      }),
    [router, items, setFollowing],
  )
  useShowMark(at !== null, items, scroller)
  const rows = virtualizer.getVirtualItems()
  const top = virtualizer.scrollOffset ?? 0
  const height = virtualizer.scrollRect?.height ?? 0
  const total = virtualizer.getTotalSize()
  const firstSeen = rows.find(({ end }) => end > top)?.index ?? 0
  const [first, last] = [items[0], items.at(-1)]
  useRowsAround(window, pages, {
    top,
    bottom: top + height,
    from: first?.kind === 'room' && first.end === 'above' ? heightOf(first) : 0,
    to: total - (last?.kind === 'room' && last.end === 'below' ? heightOf(last) : 0),
  })
  useRowKeys({
    items,
    firstSeen,
    scroller,
    showNewest,
    showOldest,
    openId: selectedId,
    selecting,
    select,
    selectAll: () => selecting.selectAll(window.upTo),
    reveal: (index) => virtualizer.scrollToIndex(index),
  })

  // A row that is opened by a link or a key stands on screen.
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected)
  }, [selectedId])

  const day = items[firstSeen]
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
        aria-multiselectable="true"
        data-selecting={selecting.isOpen || undefined}
        aria-activedescendant={selected >= 0 ? rowId(selectedId ?? '') : undefined}
        data-shortcut-keys
        onScroll={() => {
          const following = atTop() && !isOpenHere
          if (following !== window.following) void setFollowing(following)
        }}
      >
        {day?.kind === 'event' && (
          <div aria-hidden="true" className={styles.today}>
            {dayName(day.event.receivedAt, Date.now())}
          </div>
        )}
        <div role="presentation" className={styles.all} style={{ height: total }}>
          {rows.map((row) => {
            const item = items[row.index]
            if (item === undefined) return null
            return item.kind === 'event' ? (
              <EventRow
                key={row.key}
                event={item.event}
                top={row.start}
                q={q}
                isOpen={item.event.id === selectedId}
                isSelected={selecting.has(item.event)}
                showEndpoint={endpoints.length > 1 && !q.includes('endpoint:')}
                fresh={item.event.seq > window.freshAfter}
                onTerm={showTerm}
                onCompare={compare}
                onSelect={select}
              />
            ) : (
              <ListLine key={row.key} item={item} top={row.start} at={at} />
            )
          })}
        </div>
      </div>
      <SearchProgress window={window} pages={pages} isShort={total < top + height + ROW} />
      {selecting.isOpen && (
        <SelectionBar q={q} selecting={selecting} onSelectAll={() => selecting.selectAll(window.upTo)} />
      )}
    </div>
  )
}

/** Goes to the end of the list, once the rows that stand there are loaded. */
function useShowOldest(
  window: EventWindow,
  pages: Pages,
  scroller: React.RefObject<HTMLElement | null>,
): () => Promise<void> {
  const wanted = useRef(false)
  const toEnd = useCallback(() => {
    wanted.current = false
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [scroller])
  useLayoutEffect(() => {
    if (wanted.current && window.nextCursor === null) toEnd()
  }, [window, toEnd])
  return useCallback(async () => {
    if (window.nextCursor === null) return toEnd()
    wanted.current = true
    await pages.showOldest()
  }, [window.nextCursor, pages.showOldest, toEnd])
}

/** A list that was opened at a time begins there, with a few of the later rows above. */
function useShowMark(
  wanted: boolean,
  items: ReturnType<typeof windowItems>,
  scroller: React.RefObject<HTMLElement | null>,
): void {
  const done = useRef(false)
  useLayoutEffect(() => {
    if (!wanted || done.current || scroller.current === null) return
    const mark = items.findIndex(({ kind }) => kind === 'mark')
    if (mark < 0) return
    done.current = true
    const top = items.slice(0, mark).reduce((sum, item) => sum + heightOf(item), 0)
    scroller.current.scrollTop = Math.max(0, top - DAY - 3 * ROW)
  }, [wanted, items, scroller])
}
