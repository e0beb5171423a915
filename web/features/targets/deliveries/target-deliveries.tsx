import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Target } from '../../../../shared/target.ts'
import { deliveriesQuery } from '../../../api/deliveries.ts'
import { DeliveryChoice, DeliveryList } from '../../../components/deliveries/delivery-list.tsx'
import { CancelWaiting } from './cancel-waiting.tsx'
import styles from './target-deliveries.module.css'

const choices = {
  all: { label: 'All', none: 'Nothing was sent to this target yet. Replay an event, or send a test.' },
  due: { label: 'Waiting', none: 'Nothing waits to be sent.' },
  failed: { label: 'Failed', none: 'Nothing failed.' },
}
type Shown = keyof typeof choices

/** What was and will be sent to a target, newest first. */
export function TargetDeliveries({ target }: { target: Target }) {
  const [shown, setShown] = useState<Shown>('all')
  const status = shown === 'all' ? {} : { status: shown }
  const list = useInfiniteQuery(deliveriesQuery({ targetId: target.id, ...status }))
  return (
    <section className={styles.section} aria-labelledby="deliveries-title">
      <div className={styles.head}>
        <h2 id="deliveries-title">Deliveries</h2>
        <DeliveryChoice choices={choices} shown={shown} onChange={(next) => setShown(next)} />
        <span className={styles.space} />
        {target.counts.due > 0 && <CancelWaiting target={target} />}
      </div>
      <DeliveryList list={list} none={choices[shown].none} />
    </section>
  )
}
