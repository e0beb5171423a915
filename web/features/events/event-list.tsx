import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { NotLoaded } from '../../components/not-loaded.tsx'
import type { Filter } from '../../lib/filter.ts'
import { useEventWindow } from '../../live/use-event-window.ts'
import type { EventWindow } from '../../live/window.ts'
import { EmptyList } from './empty-list.tsx'
import { EventRows } from './event-rows.tsx'
import type { ListSelection } from './selection/use-event-selection.ts'

interface EventListProps {
  q: string
  filter: Filter
  endpoint: Endpoint | null
  /** The time that the list is opened at, in epoch milliseconds; null: the newest. */
  at: number | null
  selectedId: string | null
  selecting: ListSelection
  firstRun(endpoint: Endpoint): ReactNode
}

/** The list in whichever state it is. */
export function EventList({ q, filter, endpoint, at, selectedId, selecting, firstRun }: EventListProps) {
  const { data: endpoints } = useQuery(endpointsQuery)
  const list = useEventWindow(q, at, filter.error === null)
  const { query, window } = list

  if (window === undefined) return <NotLoaded query={query} what="events" rows={16} />
  if (isEmpty(window) && !query.isFetching) {
    return <EmptyList filter={filter} endpoint={endpoint} endpoints={endpoints ?? null} firstRun={firstRun} />
  }
  return (
    <EventRows
      key={`${at} ${q}`}
      q={q}
      at={at}
      window={window}
      pages={list.pages}
      setFollowing={list.setFollowing}
      endpoints={endpoints ?? []}
      selectedId={selectedId}
      selecting={selecting}
    />
  )
}

/** Nothing matches: of a search that goes on that cannot be said yet. */
function isEmpty({ events, waitingCount, nextCursor, prevCursor }: EventWindow): boolean {
  return events.length === 0 && waitingCount === 0 && nextCursor === null && prevCursor === null
}
