import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Delivery } from '../../../shared/delivery.ts'
import { cancelDelivery, retryDelivery } from '../../api/deliveries.ts'
import { formatMs, howWords, kindWords, outcomeWords, statusSentence } from '../../lib/delivery-words.ts'
import { clockTime, dayBounds, fullTime, sinceTime, utcTime } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'
import { notifyFailed } from '../notify.ts'
import { TypeName } from '../type-name.tsx'
import { DeliveryMark } from './delivery-mark.tsx'
import styles from './delivery-row.module.css'

/** One delivery in two short lines: what it is about, and where it stands. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { kind, eventId, eventType, status, last, createdAt } = delivery
  const now = useNow(status === 'due' ? 1000 : null)
  return (
    <li className={styles.row}>
      <DeliveryMark mark={status} size={16} />
      <time className={styles.time} title={`${fullTime(createdAt)}\n${utcTime(createdAt)}`}>
        {isToday(createdAt, now) ? clockTime(createdAt) : sinceTime(createdAt, now)}
      </time>
      <span className={styles.type}>
        {eventId === null ? (
          <span className={styles.test}>{kind === 'test' ? 'a test' : 'its event was deleted'}</span>
        ) : (
          <Link to="/events/$eventId" params={{ eventId }} search={{ tab: 'deliveries' }}>
            <TypeName type={eventType} />
          </Link>
        )}
      </span>
      <span className={styles.outcome} data-failed={last !== null && last.error !== null}>
        {last === null ? '' : `${outcomeWords(last)} · ${formatMs(last.totalMs)}`}
      </span>
      <p className={styles.words}>
        {statusSentence(delivery, now)}{' '}
        <span className={styles.how}>
          {kindWords[kind]}, {howWords(delivery)}.
        </span>
        {last?.error && status !== 'delivered' && <span className={styles.error}> {last.error.message}</span>}
      </p>
      <Actions delivery={delivery} />
    </li>
  )
}

function isToday(at: number, now: number): boolean {
  const { from, to } = dayBounds(now)
  return at >= from && at < to
}

function Actions({ delivery: { id, kind, status } }: { delivery: Delivery }) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (what: 'retry' | 'cancel') => (what === 'retry' ? retryDelivery(id) : cancelDelivery(id)),
    onError: (error, what) =>
      notifyFailed(what === 'retry' ? 'It was not sent again' : 'It was not cancelled', error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['targets'] }),
        client.invalidateQueries({ queryKey: ['deliveries'] }),
        client.invalidateQueries({ queryKey: ['delivery', id] }),
      ]),
  })
  const canRetry = kind !== 'test' && (status === 'due' || status === 'failed' || status === 'cancelled')
  return (
    <span className={styles.actions}>
      {canRetry && (
        <Button size="compact-xs" disabled={act.isPending} onClick={() => act.mutate('retry')}>
          {status === 'due' ? 'Send now' : 'Retry'}
        </Button>
      )}
      {status === 'due' && (
        <Button size="compact-xs" disabled={act.isPending} onClick={() => act.mutate('cancel')}>
          Cancel
        </Button>
      )}
    </span>
  )
}
