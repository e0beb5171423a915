import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../api/client.ts'
import { eventQuery } from '../../api/events.ts'
import { LoadFailed, Message } from '../../components/message.tsx'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { CloseOnly, EventHead } from './event-head.tsx'
import styles from './event-pane.module.css'
import { EventTabs } from './event-tabs.tsx'
import { tabsOf } from './tabs.tsx'

interface EventPaneProps {
  id: string
  tab: string | null
  onTab(tab: string): void
  onClose(): void
}

/** One event whole. */
export function EventPane({ id, tab, onTab, onClose }: EventPaneProps) {
  const query = useQuery(eventQuery(id))
  const { data: event } = query

  if (event === undefined) {
    return (
      <>
        <CloseOnly onClose={onClose} />
        {query.isPending && <PlaceholderRows label="Loading the event" rows={10} height={28} />}
        {query.isError && isMissing(query.error) && (
          <Message
            title="This event is not here"
            action={<Button onClick={onClose}>Back to the list</Button>}
          >
            It was deleted, or the link is from another Hooklens.
          </Message>
        )}
        {query.isError && !isMissing(query.error) && (
          <LoadFailed what="The event" error={query.error} retry={() => void query.refetch()} />
        )}
      </>
    )
  }

  const tabs = tabsOf(event)
  const current = tabs.find((candidate) => candidate.id === tab) ?? tabs[0]
  if (current === undefined) return null
  return (
    <>
      <EventHead event={event} onClose={onClose} />
      <EventTabs tabs={tabs} current={current.id} onTab={onTab} />
      <div
        role="tabpanel"
        id={`panel-${current.id}`}
        aria-labelledby={`tab-${current.id}`}
        className={styles.panel}
      >
        {current.draw(event)}
      </div>
    </>
  )
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404
}
