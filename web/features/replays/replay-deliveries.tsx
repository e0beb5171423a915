import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Replay } from '../../../shared/replay.ts'
import { deliveriesQuery } from '../../api/deliveries.ts'
import { DeliveryChoice, DeliveryList } from '../../components/deliveries/delivery-list.tsx'
import styles from './replay-page.module.css'

const choices = {
  failed: { label: 'Failed', none: 'Nothing failed.' },
  delivered: { label: 'Delivered', none: 'Nothing was delivered.' },
  due: { label: 'Waiting', none: 'Nothing waits to be sent.' },
  all: { label: 'All', none: 'Nothing was sent.' },
}
type Shown = keyof typeof choices

/** What became of each event: the failed ones, if there are any, or all. */
export function ReplayDeliveries({ replay }: { replay: Replay }) {
  const [chosen, setShown] = useState<Shown | null>(null)
  const shown = chosen ?? (replay.failed > 0 ? 'failed' : 'all')
  const status = shown === 'all' ? {} : { status: shown }
  const list = useInfiniteQuery(deliveriesQuery({ replayId: replay.id, ...status }))
  return (
    <section className={styles.deliveries} aria-labelledby="deliveries-title">
      <div className={styles.head}>
        <h2 id="deliveries-title">Deliveries</h2>
        <DeliveryChoice choices={choices} shown={shown} onChange={(next) => setShown(next)} />
      </div>
      <DeliveryList list={list} none={choices[shown].none} />
    </section>
  )
}
