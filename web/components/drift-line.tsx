import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Endpoint } from '../../shared/endpoint.ts'
import { markDriftsSeen } from '../api/catalogue.ts'
import { formatCount } from '../lib/format.ts'
import { sinceTime } from '../lib/time.ts'
import styles from './drift-line.module.css'
import { notifyFailed } from './notify.ts'
import { VisibleText } from './visible-text.tsx'

/** So many fields are named. */
const NAMED = 3

interface DriftLineProps {
  endpoint: Endpoint
  /** Says whose fields these are, where that is not plain from the place. */
  named: boolean
}

/** Fields that senders added, from when on, with the way to the events that have them. */
export function DriftLine({ endpoint: { id, slug, name, drifts }, named }: DriftLineProps) {
  const seen = useMutation({
    mutationFn: () => markDriftsSeen(id, Math.max(...drifts.map(({ since }) => since))),
    onError: (error) => notifyFailed('That was not kept', error),
  })
  if (drifts.length === 0) return null
  const more = drifts.length - NAMED
  return (
    <div className={styles.line}>
      <p>
        {named && (
          <strong>
            <VisibleText text={name} />:{' '}
          </strong>
        )}
        {drifts.slice(0, NAMED).map((drift, i) => (
          <span key={`${drift.type} ${drift.field}`}>
            {i > 0 && ', '}
            <Link to="/events/$eventId" params={{ eventId: drift.eventId }} className={styles.field}>
              <VisibleText text={drift.field} />
            </Link>{' '}
            new in <VisibleText text={drift.type} /> since {sinceTime(drift.since, Date.now())}
          </span>
        ))}
        {more > 0 && `, and ${formatCount(more)} more`}
        {'. '}
        <Link to="/" search={{ q: `endpoint:${slug} schema:drift` }} className={styles.all}>
          Events with drift
        </Link>
      </p>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        loading={seen.isPending}
        onClick={() => seen.mutate()}
      >
        Seen
      </Button>
    </div>
  )
}
