import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { Message } from '../../components/message.tsx'
import { type Filter, slugOf } from '../../lib/filter.ts'
import styles from './empty-list.module.css'
import { useFilter } from './use-filter.ts'
import { waitingEndpoint } from './waiting-endpoint.ts'

interface EmptyListProps {
  filter: Filter
  endpoint: Endpoint | null
  endpoints: Endpoint[] | null
  firstRun(endpoint: Endpoint): ReactNode
}

/** No rows: nothing has come yet, or nothing matches. */
export function EmptyList({ filter, endpoint, endpoints, firstRun }: EmptyListProps) {
  const { setQ } = useFilter()
  if (endpoints === null) return null
  const slug = slugOf(filter)
  if (slug !== null && endpoint === null) {
    return (
      <Message
        title={`There is no endpoint "${slug}"`}
        action={<Button onClick={() => setQ('')}>Show all events</Button>}
      >
        It was deleted, or the link is from another Hooklens.
      </Message>
    )
  }
  const waiting = waitingEndpoint(endpoint, endpoints)
  if (waiting) return <div className={styles.scroll}>{firstRun(waiting)}</div>
  if (endpoints.length === 0) {
    return <Message title="There is no endpoint yet">Make one: events are sent to its URL.</Message>
  }
  return (
    <Message
      title="No events match"
      action={
        <Button onClick={() => setQ(slug === null ? '' : `endpoint:${slug}`)}>Clear the filters</Button>
      }
    >
      New events that match appear here as they arrive.
    </Message>
  )
}
