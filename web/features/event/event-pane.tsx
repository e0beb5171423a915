import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Delivery, DeliveryPage } from '../../../shared/delivery.ts'
import type { EventDetail } from '../../../shared/event.ts'
import { ApiError } from '../../api/client.ts'
import { eventDeliveriesQuery } from '../../api/deliveries.ts'
import { eventQuery } from '../../api/events.ts'
import { LoadFailed, Message } from '../../components/message.tsx'
import { notifyFailed } from '../../components/notify.ts'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { attemptKey } from '../../lib/delivery-words.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { CloseOnly, EventHead } from './event-head.tsx'
import styles from './event-pane.module.css'
import type { EventPlace } from './event-place.ts'
import { EventTabs } from './event-tabs.tsx'
import { lastInput, useReplay } from './replay/use-replay.ts'
import { tabsOf } from './tabs.tsx'
import { useMessageCount } from './use-message-count.ts'

const ReplayDialog = lazy(() =>
  import('./replay/replay-dialog.tsx').then((module) => ({ default: module.ReplayDialog })),
)

interface EventPaneProps {
  id: string
  place: EventPlace
  onPlace(place: Partial<EventPlace>): void
  onClose(): void
}

/** One event whole. */
export function EventPane({ id, place, onPlace, onClose }: EventPaneProps) {
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

  return <OpenEvent event={event} place={place} onPlace={onPlace} onClose={onClose} />
}

interface OpenEventProps extends Omit<EventPaneProps, 'id'> {
  event: EventDetail
}

function OpenEvent({ event, place, onPlace, onClose }: OpenEventProps) {
  const [dialog, setDialog] = useState<'unused' | 'open' | 'closed'>('unused')
  const { data } = useInfiniteQuery(eventDeliveriesQuery(event.id))
  const openReplay = () => setDialog('open')
  const showSent = (delivery: Delivery) => {
    setDialog((before) => (before === 'open' ? 'closed' : before))
    onPlace({ tab: 'deliveries', attempt: attemptKey(delivery.id, 1), compare: null })
  }
  const again = useReplay(event, showSent)
  const sendAgain = () => {
    const input = lastInput(event)
    if (input === null) openReplay()
    else if (!again.isPending) {
      again.mutate(input, { onError: (error) => notifyFailed('The event was not sent', error) })
    }
  }
  useShortcut('replay', openReplay)
  useShortcut('sendAgain', sendAgain)
  const navigate = useNavigate()
  useShortcut(
    'history',
    () => {
      const { kind, id: entityId } = event.entity ?? {}
      if (kind !== undefined && entityId !== undefined) {
        void navigate({ to: '/entities/$kind/$entityId', params: { kind, entityId }, search: {} })
      }
    },
    event.entity !== null,
  )

  const tabs = tabsOf(event, {
    deliveries: countOf(data?.pages),
    message: useMessageCount(event, place.tab === 'message'),
  })
  const current = tabs.find((candidate) => candidate.id === place.tab) ?? tabs[0]
  if (current === undefined) return null
  return (
    <>
      <EventHead event={event} onReplay={openReplay} onClose={onClose} />
      <EventTabs
        tabs={tabs}
        current={current.id}
        onTab={(tab) => onPlace(tab === 'deliveries' ? { tab } : { tab, attempt: null, compare: null })}
      />
      <div
        role="tabpanel"
        id={`panel-${current.id}`}
        aria-labelledby={`tab-${current.id}`}
        className={styles.panel}
      >
        {current.draw(event, { place, onPlace, onReplay: openReplay, onSendAgain: sendAgain })}
      </div>
      <Suspense>
        {dialog !== 'unused' && (
          <ReplayDialog
            event={event}
            opened={dialog === 'open'}
            onClose={() => setDialog('closed')}
            onSent={showSent}
          />
        )}
      </Suspense>
    </>
  )
}

/** Null where there are none: the tab's name says enough. */
function countOf(pages: DeliveryPage[] | undefined): number | string | null {
  const count = pages?.reduce((sum, page) => sum + page.deliveries.length, 0) ?? 0
  if (count === 0) return null
  return pages?.at(-1)?.nextCursor == null ? count : `${count}+`
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404
}
