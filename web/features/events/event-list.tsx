import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { LoadFailed } from '../../components/message.tsx'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import type { Filter } from '../../lib/filter.ts'
import { useEventWindow } from '../../live/use-event-window.ts'
import { EmptyList } from './empty-list.tsx'
import { EventRows } from './event-rows.tsx'

interface EventListProps {
  q: string
  filter: Filter
  endpoint: Endpoint | null
  selectedId: string | null
  firstRun(endpoint: Endpoint): ReactNode
}

/** The list in whichever state it is. */
export function EventList({ q, filter, endpoint, selectedId, firstRun }: EventListProps) {
  const { data: endpoints } = useQuery(endpointsQuery)
  const list = useEventWindow(q, filter.error === null)
  const { query, window } = list

  if (window === undefined) {
    if (query.isError) {
      return <LoadFailed what="Events" error={query.error} retry={() => void query.refetch()} />
    }
    return <PlaceholderRows label="Loading events" rows={16} />
  }
  if (window.events.length === 0 && window.waitingCount === 0) {
    return (
      <EmptyList
        q={q}
        filter={filter}
        endpoint={endpoint}
        endpoints={endpoints ?? null}
        firstRun={firstRun}
      />
    )
  }
  return (
    <EventRows key={q} {...list} q={q} window={window} endpoints={endpoints ?? []} selectedId={selectedId} />
  )
}
