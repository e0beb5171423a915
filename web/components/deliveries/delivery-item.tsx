import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { Delivery } from '../../../shared/delivery.ts'
import type { Body } from '../../../shared/event.ts'
import { cancelDelivery, deliveryQuery, retryDelivery } from '../../api/deliveries.ts'
import { attemptKey, howWords, kindWords, readAttemptKey, statusSentence } from '../../lib/delivery-words.ts'
import { fullTime, relativeTime } from '../../lib/time.ts'
import { useNow } from '../../lib/use-now.ts'
import { LinkButton } from '../link-button.tsx'
import { errorText } from '../message.tsx'
import { notifyFailed } from '../notify.ts'
import { VisibleText } from '../visible-text.tsx'
import { AttemptRow } from './attempt-row.tsx'
import styles from './delivery-item.module.css'
import { DeliveryMark } from './delivery-mark.tsx'
import { useSeen } from './use-seen.ts'

interface DeliveryItemProps {
  delivery: Delivery
  /** When it was fetched, in epoch milliseconds. */
  asOf: number
  /** What the reader tells it from others by: the target, or the event. */
  heading: ReactNode
  /** The event's own body; null: not known here. */
  ownBody: Body | null
  /** Names of attempts, see `attemptKey`. */
  open: string | null
  onOpen(key: string | null): void
  /** Null: attempts cannot be compared here. */
  choosing: { chosen: readonly string[]; toggle(key: string): void } | null
  /** Milliseconds that a whole timing bar stands for. */
  scaleMs: number
  /** Hears how long the longest of its attempts took. Stays the same from one drawing to the next. */
  onLongest(ms: number): void
}

/** One delivery: where it stands, and its attempts, newest first. They are fetched once it is on screen. */
export function DeliveryItem(props: DeliveryItemProps) {
  const { heading, ownBody, open, onOpen, choosing, scaleMs, onLongest } = props
  const { ref, seen } = useSeen()
  const isOpen = open !== null && readAttemptKey(open)?.deliveryId === props.delivery.id
  const detail = useQuery({ ...deliveryQuery(props.delivery.id), enabled: seen || isOpen })
  const { refetch } = detail
  const behind = detail.data !== undefined && detail.data.attempts < props.delivery.attempts
  // The list may be of a moment before.
  const delivery =
    detail.data !== undefined && detail.dataUpdatedAt > props.asOf ? detail.data : props.delivery
  const moves = delivery.status === 'due' || delivery.status === 'sending'
  const now = useNow(moves ? 1000 : 60_000)
  useEffect(() => {
    if (behind) void refetch()
  }, [behind, refetch])

  const attempts = detail.data?.attemptList.toReversed() ?? []
  const longest = Math.max(0, ...attempts.map(({ timings }) => timings.totalMs))
  useEffect(() => onLongest(longest), [longest, onLongest])
  return (
    <section
      ref={ref}
      className={styles.delivery}
      aria-label={`${kindWords[delivery.kind]}, ${delivery.status}`}
    >
      <div className={styles.head}>
        <DeliveryMark mark={delivery.status} size={16} />
        <div className={styles.words}>
          <h3 className={styles.heading}>{heading}</h3>
          <p className={styles.how}>
            {kindWords[delivery.kind]}, {howWords(delivery)} ·{' '}
            <time title={fullTime(delivery.createdAt)}>{relativeTime(delivery.createdAt, now)}</time>
          </p>
          <p className={styles.status} data-status={delivery.status}>
            {statusSentence(delivery, now)}
          </p>
        </div>
        <Actions delivery={delivery} />
      </div>
      {delivery.attempts > 0 && detail.data === undefined && !detail.isError && (
        <div className={styles.coming} style={{ height: delivery.attempts * 32 }} />
      )}
      {detail.isError && detail.data === undefined && (
        <p role="alert" className={styles.problem}>
          The attempts could not be loaded: {errorText(detail.error)}{' '}
          <Button size="compact-xs" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {attempts.length > 0 && (
        <ol className={styles.attempts}>
          {attempts.map((attempt) => {
            const key = attemptKey(delivery.id, attempt.number)
            return (
              <AttemptRow
                key={attempt.number}
                id={key}
                attempt={attempt}
                sentBody={detail.data?.editedBody ?? ownBody}
                isEdited={delivery.edited.body}
                isOpen={open === key}
                scaleMs={scaleMs}
                onToggle={() => onOpen(open === key ? null : key)}
                choice={
                  choosing && {
                    chosen: choosing.chosen.includes(key),
                    onChange: () => choosing.toggle(key),
                  }
                }
              />
            )
          })}
        </ol>
      )}
    </section>
  )
}

/** Compares what was sent with the event, tries again now, or no more. */
function Actions({ delivery }: { delivery: Delivery }) {
  const client = useQueryClient()
  const [asked, setAsked] = useState<'retry' | 'cancel' | null>(null)
  const act = useMutation({
    mutationFn: (what: 'retry' | 'cancel') =>
      what === 'retry' ? retryDelivery(delivery.id) : cancelDelivery(delivery.id),
    onMutate: setAsked,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['deliveries'] }),
        client.invalidateQueries({ queryKey: ['delivery', delivery.id] }),
      ]),
    onError: (error, what) =>
      notifyFailed(what === 'retry' ? 'It was not sent again' : 'It was not cancelled', error),
  })
  const { status, kind } = delivery
  const canRetry = kind !== 'test' && (status === 'due' || status === 'failed' || status === 'cancelled')
  return (
    <div className={styles.actions}>
      {delivery.eventId !== null && delivery.attempts > 0 && (
        <LinkButton
          size="compact-xs"
          to="/compare/$a/$b"
          params={{ a: delivery.eventId, b: delivery.id }}
          search={{}}
          title="What this delivery sent, beside the event as it came"
        >
          Compare with the event
        </LinkButton>
      )}
      {canRetry && (
        <Button
          size="compact-xs"
          loading={act.isPending && asked === 'retry'}
          onClick={() => act.mutate('retry')}
        >
          Retry now
        </Button>
      )}
      {status === 'due' && (
        <Button
          size="compact-xs"
          loading={act.isPending && asked === 'cancel'}
          onClick={() => act.mutate('cancel')}
        >
          Cancel
        </Button>
      )}
    </div>
  )
}

/** A delivery's goal as its heading: the target's name, and the URL. */
export function TargetHeading({ delivery: { targetId, targetName, url } }: { delivery: Delivery }) {
  const name = targetName !== null && <VisibleText text={targetName} />
  return (
    <>
      {name !== false && targetId !== null ? (
        <Link to="/targets/$targetId" params={{ targetId }} className={styles.target}>
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      <span className={styles.url}>
        <VisibleText text={url} />
      </span>
    </>
  )
}
