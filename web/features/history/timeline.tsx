import { Autocomplete, Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Entity } from '../../../shared/event.ts'
import { historyQuery, lastOfEntityQuery } from '../../api/entities.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { LoadFailed, Message } from '../../components/message.tsx'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { dayName } from '../../lib/time.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { Entry } from './entry.tsx'
import { fieldsOf, readField } from './fields.ts'
import styles from './history-page.module.css'
import type { HistoryPlace } from './history-page.tsx'
import { unsentOnce } from './unsent-once.ts'

const none: string[] = []

interface TimelineProps {
  entity: Entity
  place: HistoryPlace
  onPlace(change: Partial<HistoryPlace>): void
}

/** The events of the entity, each with what it changed. */
export function Timeline({ entity, place, onPlace }: TimelineProps) {
  const { order, endpoint, field } = place
  const query = useInfiniteQuery(historyQuery({ entity, order, endpoint, field }))
  const { data: last = 0 } = useQuery(lastOfEntityQuery(entity, endpoint))
  const client = useQueryClient()
  const scroller = useRef<HTMLElement>(null)
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.entries) ?? [], [query.data])
  const notSent = useMemo(() => unsentOnce(entries), [entries])
  const [stateAt, setStateAt] = useState<number | null>(null)
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 90,
    getItemKey: (index) => entries[index]?.event.id ?? index,
    overscan: 8,
  })

  // A page that took long may be short or empty: the next one is asked for as long as there is room.
  const { hasNextPage, isFetching, isError, fetchNextPage } = query
  const lastShown = virtualizer.getVirtualItems().at(-1)?.index ?? -1
  const isNearEnd = lastShown >= entries.length - 10
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [isNearEnd, hasNextPage, isFetching, isError, fetchNextPage])

  const newest = entries.reduce((most, { event }) => Math.max(most, event.seq), 0)
  const [loadedAt, setLoadedAt] = useState<number | null>(null)
  if (loadedAt === null && last > 0) setLoadedAt(last)
  const isBehind = field === null && (order === 'newest' || !hasNextPage) && last > newest
  const hasMore = query.data !== undefined && (isBehind || last > (loadedAt ?? last))
  const showNew = () => {
    setLoadedAt(null)
    void client.resetQueries({ queryKey: historyQuery({ entity, order, endpoint, field }).queryKey })
  }

  const [focused, setFocused] = useState(-1)
  const navigate = useNavigate()
  const focusOn = (index: number) => {
    if (index < 0 || index >= entries.length) return
    setFocused(index)
    virtualizer.scrollToIndex(index)
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-entry]`)?.focus(),
    )
  }
  useShortcut('next', () => focusOn(focused + 1))
  useShortcut('previous', () => focusOn(focused - 1))
  useShortcut('compare', () => {
    const { event, change } = entries[Math.max(0, focused)] ?? {}
    if (event && change)
      void navigate({ to: '/compare/$a/$b', params: { a: change.against, b: event.id }, search: {} })
  })

  return (
    <>
      <FieldFilter field={field} fields={fieldsOf(entries)} onField={(next) => onPlace({ field: next })} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section ref={scroller} className={styles.content} tabIndex={0} aria-label="Timeline">
        {hasMore && (
          <div className={styles.new}>
            <Button size="compact-sm" onClick={showNew}>
              Show what came since
            </Button>
          </div>
        )}
        {query.isPending ? (
          <PlaceholderRows label="Loading the history" rows={8} height={60} />
        ) : entries.length === 0 && query.isError ? (
          <LoadFailed what="The history" error={query.error} retry={() => void query.refetch()} />
        ) : entries.length === 0 && !hasNextPage ? (
          <Nothing entity={entity} field={field} onAll={() => onPlace({ field: null })} />
        ) : (
          <ol className={styles.timeline} style={{ height: virtualizer.getTotalSize() }} aria-label="Events">
            {virtualizer.getVirtualItems().map(({ index, start, key }) => {
              const entry = entries[index]
              if (entry === undefined) return null
              const day = dayName(entry.event.receivedAt, Date.now())
              const before = entries[index - 1]
              const isNewDay = before === undefined || dayName(before.event.receivedAt, Date.now()) !== day
              return (
                <li
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  className={styles.item}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {isNewDay && <h2 className={styles.day}>{day}</h2>}
                  <Entry
                    entity={entity}
                    entry={entry}
                    endpoint={endpoint}
                    field={field}
                    notSent={notSent.get(entry.event.id) ?? none}
                    showsState={stateAt === entry.event.seq}
                    onState={() => setStateAt(stateAt === entry.event.seq ? null : entry.event.seq)}
                  />
                </li>
              )
            })}
          </ol>
        )}
        {entries.length > 0 && query.isError && (
          <LoadFailed what="The rest" error={query.error} retry={() => void fetchNextPage()} />
        )}
        {entries.length > 0 && isFetching && <p className={styles.note}>Loading more</p>}
      </section>
    </>
  )
}

function FieldFilter(props: { field: string | null; fields: string[]; onField(field: string | null): void }) {
  const { field, fields, onField } = props
  const [draft, setDraft] = useState(field ?? '')
  useEffect(() => setDraft(field ?? ''), [field])
  const input = useRef<HTMLInputElement>(null)
  useShortcut('search', () => input.current?.focus())
  const use = (text: string) => onField(readField(text))
  return (
    <form
      className={styles.filter}
      onSubmit={(event) => {
        event.preventDefault()
        use(draft)
      }}
    >
      <Autocomplete
        ref={input}
        size="xs"
        aria-label="Only where this field changed"
        placeholder="When did a field change? primary_email"
        leftSection={<IconSearch size={13} />}
        data={fields}
        value={draft}
        onChange={(text) => {
          setDraft(text)
          if (text.trim() === '') onField(null)
        }}
        onOptionSubmit={use}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
        spellCheck={false}
        clearable
        clearButtonProps={{ 'aria-label': 'All events' }}
      />
    </form>
  )
}

function Nothing({ entity, field, onAll }: { entity: Entity; field: string | null; onAll(): void }) {
  if (field !== null) {
    return (
      <Message title={`${field} never changed`} action={<Button onClick={onAll}>Show all events</Button>}>
        No event of this {entity.kind} changed anything there against the one before it.
      </Message>
    )
  }
  return (
    <Message
      title={`Nothing came about this ${entity.kind}`}
      action={<LinkButton to="/">Show all events</LinkButton>}
    >
      No event that is stored here has this id: it may have been deleted, or not have come yet.
    </Message>
  )
}
