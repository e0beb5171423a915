import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { assertNever } from '../../../shared/assert-never.ts'
import type { EventDetail } from '../../../shared/event.ts'
import type { RelatedEvent } from '../../../shared/event-relations.ts'
import type { Flag } from '../../../shared/flag.ts'
import { isDeletion } from '../../../shared/stack/order-flags.ts'
import { relationsQuery } from '../../api/relations.ts'
import { flagMeanings } from '../../lib/flag-meanings.ts'
import { flagNames } from '../../lib/flag-words.ts'
import { fullTime } from '../../lib/time.ts'
import styles from './flags.module.css'

/** What is odd about the event beside the others, what makes it so, and what to do about it. */
export function Flags({ event }: { event: EventDetail }) {
  if (event.flags.length === 0) return null
  return (
    <ul className={styles.flags} aria-label="Flags">
      {event.flags.map((flag) => (
        <li key={flag}>
          <strong>{flagNames[flag]}</strong> {flagMeanings[flag].means} {flagMeanings[flag].advice}
          <Cause event={event} flag={flag} />
        </li>
      ))}
    </ul>
  )
}

/** The event that the flag comes from, the most telling of several. */
function Cause({ event, flag }: { event: EventDetail; flag: Flag }) {
  const { data: relations } = useQuery(relationsQuery(event))
  const causes = relations?.flags.find((one) => one.flag === flag)?.causes
  const [cause] = causes ?? []
  if (causes === undefined || (cause === undefined && !relations?.complete)) return null
  if (cause === undefined) return ' The event that it comes from is no longer here.'
  const [a, b] = cause.seq > event.seq ? [event.id, cause.id] : [cause.id, event.id]
  const name = nameOf(cause, flag)
  return (
    <>
      {' '}
      <Link to="/events/$eventId" params={{ eventId: cause.id }}>
        {name}
      </Link>{' '}
      ({cause.type ?? 'no type'}) came {fullTime(cause.receivedAt)}
      {others(causes.length - 1)}.{' '}
      <Link to="/compare/$a/$b" params={{ a, b }} aria-label={`Compare with ${inSentence(name)}`}>
        Compare
      </Link>
    </>
  )
}

function nameOf(cause: RelatedEvent, flag: Flag): string {
  switch (flag) {
    case 'duplicate':
      return 'The one before'
    case 'outOfOrder':
      return 'The newer one'
    case 'conflict':
      return 'The other one'
    case 'afterDelete':
      // The deletion may be gone, and only others know of it.
      return isDeletion(cause) ? 'The deletion' : 'The one before that came too late as well'
    default:
      return assertNever(flag)
  }
}

function others(count: number): string {
  if (count === 0) return ''
  return count === 1 ? '; there is one more like it' : `; there are ${count} more like it`
}

const inSentence = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1)
