import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import type { DeliveryDetail } from '../../../../shared/delivery.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import { deliveryQuery } from '../../../api/deliveries.ts'
import { Toolbar } from '../../../components/body/toolbar.tsx'
import { CompareAttempts } from '../../../components/deliveries/compare-attempts.tsx'
import { LoadFailed, Message } from '../../../components/message.tsx'
import { PlaceholderRows } from '../../../components/placeholder-rows.tsx'
import type { ComparedAttempt } from '../../../lib/compare-attempts.ts'
import { readAttemptKey } from '../../../lib/delivery-words.ts'
import styles from './deliveries-tab.module.css'

interface ComparePairProps {
  event: EventDetail
  /** Names of attempts. */
  pair: [string, string]
  onBack(): void
}

/** The two attempts that the address names, side by side; the earlier one first. */
export function ComparePair({ event, pair, onBack }: ComparePairProps) {
  const keys = pair.map(readAttemptKey)
  const ids = [...new Set(keys.flatMap((key) => (key ? [key.deliveryId] : [])))]
  const queries = useQueries({ queries: ids.map(deliveryQuery) })
  const failed = queries.find(({ isError, data }) => isError && data === undefined)
  const found = keys
    .map((key) => key && pick(event, key.number, queries[ids.indexOf(key.deliveryId)]?.data))
    .filter((one) => one != null)
    .sort((a, b) => a.attempt.startedAt - b.attempt.startedAt)
  const [a, b] = found
  return (
    <>
      <Toolbar>
        <Button leftSection={<IconArrowLeft size={14} />} onClick={onBack} autoFocus>
          Deliveries
        </Button>
        <span className={styles.count}>Two attempts compared; what differs is marked.</span>
      </Toolbar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className={styles.scroll} tabIndex={0} aria-label="Two attempts compared">
        {failed ? (
          <LoadFailed what="An attempt" error={failed.error} retry={() => void failed.refetch()} />
        ) : queries.some(({ isPending }) => isPending) ? (
          <PlaceholderRows label="Loading the attempts" rows={8} />
        ) : a && b ? (
          <CompareAttempts a={a} b={b} />
        ) : (
          <Message
            title="These attempts are not here"
            action={<Button onClick={onBack}>Show all deliveries</Button>}
          >
            They were deleted, or the link is from another Hooklens.
          </Message>
        )}
      </section>
    </>
  )
}

function pick(
  event: EventDetail,
  number: number,
  delivery: DeliveryDetail | undefined,
): ComparedAttempt | null {
  const attempt = delivery?.attemptList.find((one) => one.number === number)
  return delivery && attempt ? { delivery, attempt, sentBody: delivery.editedBody ?? event.body } : null
}
