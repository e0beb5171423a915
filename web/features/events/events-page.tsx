import { VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { allThatMatch, type ChosenEvents } from '../../lib/chosen-events.ts'
import { readFilter } from '../../lib/filter.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { EventList } from './event-list.tsx'
import styles from './events-page.module.css'
import { FilterBar } from './filter-bar.tsx'
import { Histogram } from './histogram/histogram.tsx'
import { ListNotices } from './list-notices.tsx'
import { ListPlace } from './list-place.tsx'
import { PaneSeparator } from './pane-separator.tsx'
import { useEventSelection } from './selection/use-event-selection.ts'
import { SummaryLine } from './summary-line.tsx'
import { UnreadableFilter } from './unreadable-filter.tsx'
import { useEndpointOf } from './use-endpoint-of.ts'
import { usePaneWidth } from './use-pane-width.ts'

interface EventsPageProps {
  q: string
  /** The time that the list is opened at, in epoch milliseconds; null: at the newest event. */
  at: number | null
  selectedId: string | null
  onOpenRail(): void
  onExport(): void
  onExportChosen(chosen: ChosenEvents): void
  onReplay(chosen: ChosenEvents): void
  /** What is shown while an endpoint has no events. */
  firstRun(endpoint: Endpoint): ReactNode
  /** The open event, if one is open. */
  children: ReactNode
}

/** Filters, the list, and the open event: beside the list, over it, or in its place, as the room allows. */
export function EventsPage({
  q,
  at,
  selectedId,
  onOpenRail,
  onExport,
  onExportChosen,
  onReplay,
  firstRun,
  children,
}: EventsPageProps) {
  const filter = readFilter(q)
  const endpoint = useEndpointOf(filter)
  const { data: hasFailures = false } = useQuery({ ...endpointsQuery, select: someFailed })
  const alone = useMediaQuery('(max-width: 699.98px)', false, { getInitialValueInEffect: false })
  const pane = usePaneWidth()
  const selecting = { ...useEventSelection(q), exportChosen: onExportChosen, replayChosen: onReplay }
  const replayAll = () => onReplay(allThatMatch(q))
  useShortcut('replayMany', replayAll)
  const isOpen = children !== null

  return (
    <div className={styles.page} style={{ '--pane-width': `${pane.width}px` } as React.CSSProperties}>
      {!(alone && isOpen) && (
        <main className={styles.main} aria-label="Events">
          <VisuallyHidden component="h1">{endpoint?.name ?? 'All events'}</VisuallyHidden>
          <FilterBar q={q} filter={filter} hasFailures={hasFailures} onOpenRail={onOpenRail} />
          {filter.error === null ? (
            <>
              <Histogram q={q} filter={filter} endpoint={endpoint} />
              <SummaryLine
                q={q}
                at={at}
                selecting={selecting}
                filter={filter}
                endpoint={endpoint}
                onExport={onExport}
                onReplay={replayAll}
              />
              <ListNotices filter={filter} endpoint={endpoint} />
              {at !== null && <ListPlace q={q} at={at} />}
              <EventList
                q={q}
                at={at}
                filter={filter}
                endpoint={endpoint}
                selectedId={selectedId}
                selecting={selecting}
                firstRun={firstRun}
              />
            </>
          ) : (
            <UnreadableFilter error={filter.error} />
          )}
        </main>
      )}
      {isOpen && (
        <>
          <PaneSeparator pane={pane} />
          <aside id="event-pane" className={styles.pane} aria-label="Event">
            {children}
          </aside>
        </>
      )}
    </div>
  )
}

function someFailed(endpoints: Endpoint[]): boolean {
  return endpoints.some(({ counts }) => counts.failed > 0)
}
