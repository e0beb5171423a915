import { useQuery } from '@tanstack/react-query'
import type { EventDetail } from '../../../../shared/event.ts'
import type { Message as MessageData } from '../../../../shared/message.ts'
import { messageQuery } from '../../../api/messages.ts'
import { Message } from '../../../components/message.tsx'
import { NotLoaded } from '../../../components/not-loaded.tsx'
import { VisibleText } from '../../../components/visible-text.tsx'
import { plural } from '../../../lib/format.ts'
import { Attempts } from './attempts.tsx'
import styles from './message-tab.module.css'

/** The event's message: all its events on the sender's schedule. */
export function MessageTab({ event }: { event: EventDetail }) {
  if (event.messageId === null) {
    return (
      <Message title="This event names no message">
        It came without a svix-id or webhook-id header, so nothing tells which other events are retries of it.
      </Message>
    )
  }
  return <OfMessage event={event} messageId={event.messageId} />
}

function OfMessage({ event, messageId }: { event: EventDetail; messageId: string }) {
  const query = useQuery(messageQuery(messageId))
  const { data: message } = query
  if (message === undefined) {
    return <NotLoaded query={query} what="the message" rows={6} />
  }
  // The endpoint of the open event comes first: it is what the reader asked about.
  const endpoints = message.endpoints.toSorted(
    (a, b) => Number(b.endpointId === event.endpointId) - Number(a.endpointId === event.endpointId),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className={styles.tab} tabIndex={0} aria-label="Message">
      <p className={styles.title}>{countWords(message)}</p>
      <p className={styles.id}>
        <VisibleText text={messageId} />
      </p>
      <p className={styles.words}>
        A sender tries again until it is answered with 2xx, so one message can arrive several times. Do its
        work once: keep the svix-id of what is done, and answer 2xx to one that you know.
      </p>
      {endpoints.map((endpoint) => (
        <Attempts
          key={endpoint.endpointId}
          endpoint={endpoint}
          heading={endpoints.length > 1 ? endpoint.endpointSlug : null}
          openId={event.id}
        />
      ))}
    </section>
  )
}

function countWords({ endpoints, complete }: MessageData): string {
  const count = endpoints.reduce((sum, { attempts }) => sum + attempts.length, 0)
  if (!complete) return `The first ${plural(count, 'event')} of this message; it has more`
  const where = endpoints.length > 1 ? ` at ${endpoints.length} endpoints` : ''
  return count === 1
    ? 'The only event of its message so far'
    : `${plural(count, 'event')} of one message${where}`
}
