import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Change } from '../../../shared/change.ts'
import type { Entity } from '../../../shared/event.ts'
import type { HistoryEntry } from '../../../shared/history.ts'
import { saysOfEntity } from '../../../shared/stack/says.ts'
import { isBelieved } from '../../../shared/verdict.ts'
import { ChangeRow } from '../../components/changes/change-row.tsx'
import { TypeName } from '../../components/type-name.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { flagMeanings } from '../../lib/flag-meanings.ts'
import { flagNames } from '../../lib/flag-words.ts'
import { plural } from '../../lib/format.ts'
import { clockTime, fullTime } from '../../lib/time.ts'
import { EntityStateView } from './entity-state.tsx'
import styles from './history-page.module.css'

/** So many changes are drawn at first. */
const SHOWN = 4

interface EntryProps {
  entity: Entity
  entry: HistoryEntry
  endpoint: string | null
  field: string | null
  /** What nobody sends about it, unless an entry above says it already. */
  notSent: string[]
  showsState: boolean
  onState(): void
}

/** One event of the entity: what it changed, and what nobody sent. */
export function Entry({ entity, entry, endpoint, field, notSent, showsState, onState }: EntryProps) {
  const { event, change } = entry
  const [whole, setWhole] = useState(false)
  // Its payload is of another shape: that everything is gone says nothing.
  const isEnd = saysOfEntity(event.type) === 'deleted'
  const telling = (isEnd ? [] : (change?.changes ?? [])).filter((one) => !one.noise && isOf(one, field))
  const shown = whole ? (change?.changes ?? []) : telling.slice(0, SHOWN)
  const rest = isEnd ? 0 : (change?.total ?? 0) - shown.length
  const believed = isBelieved(event.verdict)
  return (
    <article className={styles.entry} aria-label={`${event.type ?? 'event'}, ${fullTime(event.receivedAt)}`}>
      <div className={styles.line}>
        <VerdictMark verdict={event.verdict} />
        <time className={styles.time} title={fullTime(event.receivedAt)}>
          {clockTime(event.receivedAt)}
        </time>
        <Link
          data-entry
          className={styles.type}
          to="/events/$eventId"
          params={{ eventId: event.id }}
          search={{}}
        >
          <TypeName type={event.type} />
        </Link>
        {event.flags.map((flag) => (
          <span key={flag} className={styles.flag} title={flagMeanings[flag].means}>
            {flagNames[flag]}
          </span>
        ))}
        <span className={styles.acts}>
          {change !== null && (
            <Link to="/compare/$a/$b" params={{ a: change.against, b: event.id }} search={{}}>
              Compare
            </Link>
          )}
          <button type="button" aria-expanded={showsState} onClick={onState}>
            State
          </button>
        </span>
      </div>
      <div className={styles.changes}>
        {!believed && <p className={styles.note}>It is {event.verdict}: nobody vouches for what it says.</p>}
        {isEnd && believed && <p className={styles.note}>{endWords[entity.kind]}</p>}
        {change === null && <p className={styles.note}>The first that came.</p>}
        {!isEnd && change !== null && change.total === 0 && (
          <p className={styles.note}>
            {change.sameBytes ? 'The same bytes as before.' : 'Nothing in its data changed.'}
          </p>
        )}
        {shown.map((one, index) => (
          <ChangeRow key={index} change={one} />
        ))}
        {rest > 0 && !whole && (
          <button type="button" className={styles.more} onClick={() => setWhole(true)}>
            {shown.length === 0 ? `${plural(rest, 'change')} that says little` : plural(rest, 'more change')}
          </button>
        )}
        {whole && rest > 0 && (
          <p className={styles.note}>{plural(rest, 'more change')}: compare to see all.</p>
        )}
        {notSent.map((says) => (
          <p key={says} className={styles.unsent}>
            {says}
          </p>
        ))}
        {showsState && <EntityStateView entity={entity} event={event} endpoint={endpoint} />}
      </div>
    </article>
  )
}

const endWords: Record<Entity['kind'], string> = {
  user: 'The user was deleted.',
  team: 'The team was deleted.',
  membership: 'The membership ended.',
  permission: 'The permission was taken away.',
  issue: 'The issue was deleted.',
}

/** At or below the field that is asked for. */
function isOf({ path }: Change, field: string | null): boolean {
  if (field === null) return true
  return field.split('.').every((key, place) => path.length <= place + 1 || path[place + 1] === key)
}
