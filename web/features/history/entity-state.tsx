import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Entity } from '../../../shared/event.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import { entityStateQuery } from '../../api/entities.ts'
import { TextView } from '../../components/body/text-view.tsx'
import { LoadFailed } from '../../components/message.tsx'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { prettyJson } from '../../lib/json/pretty.ts'
import { fullTime } from '../../lib/time.ts'
import styles from './history-page.module.css'

/** What was last said of the entity, up to an event. */
export function EntityStateView({
  entity,
  at,
  endpoint,
}: {
  entity: Entity
  at: number
  endpoint: string | null
}) {
  const query = useQuery(entityStateQuery(entity, at, endpoint))
  const data = query.data?.data ?? null
  const text = useMemo(() => {
    const document = data === null ? null : parseJson(data).document
    return document === null ? data : prettyJson(document)
  }, [data])
  if (query.data === undefined) {
    return query.isError ? (
      <LoadFailed what="The state" error={query.error} retry={() => void query.refetch()} />
    ) : (
      <PlaceholderRows label="Loading the state" rows={3} height={24} />
    )
  }
  const { state, from } = query.data
  return (
    <section className={styles.state} aria-label={`State of the ${entity.kind}`}>
      {state === 'unknown' && (
        <p>
          Unknown: no verified event up to here tells this {entity.kind} whole. Events that are unsigned or
          failed are not believed.
        </p>
      )}
      {state === 'deleted' && from !== null && <p>Deleted at {fullTime(from.receivedAt)}.</p>}
      {state === 'present' && from !== null && (
        <p>
          As the sender last told it, at{' '}
          <Link to="/events/$eventId" params={{ eventId: from.eventId }} search={{}}>
            {fullTime(from.receivedAt)}
          </Link>
          .
        </p>
      )}
      {text !== null && <TextView text={text} label={`The ${entity.kind} as it was`} fit={320} />}
    </section>
  )
}
