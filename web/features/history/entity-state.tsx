import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Entity, EventSummary } from '../../../shared/event.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import { entityStateQuery } from '../../api/entities.ts'
import { TextView } from '../../components/body/text-view.tsx'
import { ChangeList } from '../../components/changes/change-list.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { JsonTree } from '../../components/tree/json-tree.tsx'
import { marksOf } from '../../components/tree/marks.ts'
import { fullTime } from '../../lib/time.ts'
import styles from './history-page.module.css'
import { stateChangeWords } from './state-words.ts'

interface EntityStateProps {
  entity: Entity
  /** The event after which it was so. */
  event: EventSummary
  endpoint: string | null
}

const HEIGHT = 320

/** What was last said of the entity, up to an event, with what this event changed of it. */
export function EntityStateView({ entity, event, endpoint }: EntityStateProps) {
  const query = useQuery(entityStateQuery(entity, event.seq, endpoint))
  const data = query.data?.data ?? null
  const json = useMemo(() => (data === null ? null : parseJson(data).document), [data])
  // What an earlier event changed is not what this one did.
  const change = query.data?.from?.eventId === event.id ? query.data.change : null
  const marks = useMemo(() => json && change && marksOf(json, change.changes, ['data']), [json, change])
  if (query.data === undefined) {
    return <NotLoaded query={query} what="the state" rows={3} height={24} />
  }
  const { state, from } = query.data
  const label = `The ${entity.kind} as it was`
  return (
    <section className={styles.state} aria-label={`State of the ${entity.kind}`}>
      {state === 'unknown' && (
        <p>
          Not known: no verified event up to here tells this {entity.kind} whole. Events that are unsigned or
          failed are not believed.
        </p>
      )}
      {state === 'deleted' && from !== null && (
        <p>Deleted at {fullTime(from.receivedAt)}. The event that said so has only this:</p>
      )}
      {state === 'present' && from !== null && (
        <p>
          As the sender last told it, at{' '}
          <Link to="/events/$eventId" params={{ eventId: from.eventId }} search={{}}>
            {fullTime(from.receivedAt)}
          </Link>
          . {stateChangeWords(query.data, event)}
        </p>
      )}
      {json !== null && (
        <div className={styles.tree}>
          <JsonTree json={json} label={label} {...(marks && { marks })} fit={HEIGHT} />
        </div>
      )}
      {json === null && data !== null && <TextView text={data} label={label} fit={HEIGHT} />}
      {marks && marks.removed.length > 0 && (
        <>
          <h3>Removed</h3>
          <ChangeList changes={marks.removed} label="Removed" />
        </>
      )}
    </section>
  )
}
