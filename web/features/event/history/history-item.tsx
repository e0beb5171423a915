import { Link } from '@tanstack/react-router'
import type { HistoryEntry } from '../../../../shared/history.ts'
import { ChangeRow } from '../../../components/changes/change-row.tsx'
import { TypeName } from '../../../components/type-name.tsx'
import { VerdictMark } from '../../../components/verdict-mark.tsx'
import { plural } from '../../../lib/format.ts'
import { fullTime } from '../../../lib/time.ts'
import styles from './history-tab.module.css'

/** So many changes are drawn here; comparing shows all. */
const SHOWN = 4

/** One event of an entity, with what differs from the one before it. */
export function HistoryItem({ entry: { event, change }, isOpen }: { entry: HistoryEntry; isOpen: boolean }) {
  const shown = change?.changes.slice(0, SHOWN) ?? []
  return (
    <li className={isOpen ? styles.open : styles.item}>
      <div className={styles.line}>
        {isOpen ? (
          <span className={styles.name} aria-current="true">
            <TypeName type={event.type} /> <span className={styles.dim}>this one</span>
          </span>
        ) : (
          <Link
            className={styles.name}
            to="/events/$eventId"
            params={{ eventId: event.id }}
            search={(before) => ({ ...before, tab: 'history' })}
          >
            <TypeName type={event.type} />
          </Link>
        )}
        <span className={styles.verdict}>
          <VerdictMark verdict={event.verdict} /> {event.verdict}
        </span>
        <time className={styles.time} dateTime={new Date(event.receivedAt).toISOString()}>
          {fullTime(event.receivedAt)}
        </time>
      </div>
      {change?.total === 0 && (
        <p className={styles.dim}>{change.sameBytes ? 'The same bytes.' : 'Nothing in its data changed.'}</p>
      )}
      {shown.map((one, index) => (
        <ChangeRow key={index} change={one} />
      ))}
      {change !== null && change.total > 0 && (
        <p className={styles.dim}>
          {change.total > shown.length && `${plural(change.total - shown.length, 'more change')}. `}
          <Link to="/compare/$a/$b" params={{ a: change.against, b: event.id }} search={{}}>
            Compare with the one before
          </Link>
        </p>
      )}
    </li>
  )
}
