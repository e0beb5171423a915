import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Attempt, DeliveryDetail } from '../../../shared/delivery.ts'
import { AttemptDetail } from '../../components/deliveries/attempt-detail.tsx'
import { DeliveryMark } from '../../components/deliveries/delivery-mark.tsx'
import { errorText } from '../../components/message.tsx'
import { formatMs, outcomeWords } from '../../lib/delivery-words.ts'
import { clockSeconds } from '../../lib/time.ts'
import styles from './test-result.module.css'
import type { Test } from './use-test.ts'

/** What came of the last test, with the answer and what it tells. */
export function TestResult({ test }: { test: Test }) {
  const { data, error, isPending } = test
  if (isPending || (data === undefined && error === null)) return null
  return (
    <section className={styles.section} aria-labelledby="test-title">
      <div className={styles.head}>
        <h2 id="test-title">Test</h2>
        <ActionIcon size={22} aria-label="Close the test’s result" onClick={() => test.reset()}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      {error !== null ? (
        <p role="alert" className={styles.failed}>
          The test was not sent: {errorText(error)}{' '}
          <Button size="compact-xs" onClick={() => test.mutate()}>
            Try again
          </Button>
        </p>
      ) : (
        data && <Outcome delivery={data} />
      )}
    </section>
  )
}

function Outcome({ delivery }: { delivery: DeliveryDetail }) {
  const attempt = delivery.attemptList.at(-1)
  if (!attempt) return <p role="status">The test waits for its turn. It is in the list below.</p>
  const { error } = attempt
  return (
    <>
      <p role="status" className={styles.outcome}>
        <DeliveryMark mark={error === null ? 'delivered' : 'failed'} size={16} />
        <span className={error === null ? styles.good : styles.bad}>{sentence(attempt)}</span>
        <span className={styles.at}>{clockSeconds(attempt.startedAt)}</span>
      </p>
      {delivery.signature === 'none' && (
        <p className={styles.unsigned}>
          It was sent without a signature: neither this target nor an endpoint has a signing secret. Add one
          to see whether your handler verifies.
        </p>
      )}
      <AttemptDetail id="test" attempt={attempt} sentBody={delivery.editedBody} isEdited={null} />
    </>
  )
}

function sentence({ answer, error, timings }: Attempt): string {
  const outcome = outcomeWords({ status: answer?.status ?? null, error })
  const took = formatMs(timings.totalMs)
  return error === null ? `Answered ${outcome} after ${took}.` : `Failed: ${outcome}, after ${took}.`
}
