import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EventDetail, EventSummary } from '../../../shared/event.ts'
import type { Flag } from '../../../shared/flag.ts'
import { neighbourQuery } from '../../api/neighbours.ts'
import { flagMeanings } from '../../lib/flag-meanings.ts'
import { flagNames } from '../../lib/flag-words.ts'
import { fullTime } from '../../lib/time.ts'
import styles from './flags.module.css'

/** What is odd about the event beside the others, and what to do about it. */
export function Flags({ event }: { event: EventDetail }) {
  if (event.flags.length === 0) return null
  return (
    <ul className={styles.flags} aria-label="Flags">
      {event.flags.map((flag) => (
        <li key={flag}>
          <strong>{flagNames[flag]}</strong> {flagMeanings[flag].means} {flagMeanings[flag].advice}
          <Other event={event} flag={flag} />
        </li>
      ))}
    </ul>
  )
}

/** The way to the event before it, of the same message or entity. */
function Other({ event, flag }: { event: EventSummary; flag: Flag }) {
  const shared = flag === 'duplicate' ? 'message' : 'entity'
  const { data: before } = useQuery(neighbourQuery(event, shared, 'before'))
  if (!before) return null
  return (
    <>
      {' '}
      <Link to="/compare/$a/$b" params={{ a: before.id, b: event.id }}>
        Compare with the one before
      </Link>{' '}
      ({fullTime(before.receivedAt)}).
    </>
  )
}
