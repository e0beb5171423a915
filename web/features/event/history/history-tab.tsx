import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EventDetail } from '../../../../shared/event.ts'
import { aroundEventQuery } from '../../../api/entities.ts'
import { Message } from '../../../components/message.tsx'
import { NotLoaded } from '../../../components/not-loaded.tsx'
import { VisibleText } from '../../../components/visible-text.tsx'
import { HistoryItem } from './history-item.tsx'
import styles from './history-tab.module.css'

/** The events of the same entity around this one, each with what it changed. */
export function HistoryTab({ event }: { event: EventDetail }) {
  const query = useQuery(aroundEventQuery(event))
  if (event.entity === null) {
    return (
      <Message title="This event is about nothing that Hooklens knows">
        Its payload names no user, team, membership, permission or issue whose history could be told.
      </Message>
    )
  }
  if (query.data === undefined) {
    return <NotLoaded query={query} what="the history" rows={6} />
  }
  const { entries, moreBefore, moreAfter } = query.data
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className={styles.tab} tabIndex={0} aria-label="History">
      <p className={styles.title}>
        {entries.length > 1
          ? 'Around this event, in the order of arrival'
          : 'The only event of its entity so far'}
      </p>
      <p className={styles.words}>
        Events of the {event.entity.kind} <VisibleText text={event.about ?? event.entity.id} /> at this
        endpoint, each with what differs from the one before it.{' '}
        <Link
          to="/entities/$kind/$entityId"
          params={{ kind: event.entity.kind, entityId: event.entity.id }}
          search={{}}
        >
          The whole history
        </Link>
      </p>
      {moreBefore && <p className={styles.more}>Earlier ones are left out here.</p>}
      <ol className={styles.list} aria-label="Events of the entity">
        {entries.map((entry) => (
          <HistoryItem key={entry.event.id} entry={entry} isOpen={entry.event.id === event.id} />
        ))}
      </ol>
      {moreAfter && <p className={styles.more}>Later ones are left out here.</p>}
    </section>
  )
}
