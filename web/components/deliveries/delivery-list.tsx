import { Button, SegmentedControl } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { DeliveryPage } from '../../../shared/delivery.ts'
import { NotLoaded } from '../not-loaded.tsx'
import styles from './delivery-list.module.css'
import { DeliveryRow } from './delivery-row.tsx'

/** What each choice is called, and what is said where it holds nothing. */
export type DeliveryChoices<Shown extends string> = Record<Shown, { label: string; none: string }>

/** Chooses which deliveries are listed. */
export function DeliveryChoice<Shown extends string>(props: {
  choices: DeliveryChoices<Shown>
  shown: NoInfer<Shown>
  onChange(shown: NoInfer<Shown>): void
}) {
  const { choices, shown, onChange } = props
  return (
    <SegmentedControl
      aria-label="Which deliveries"
      data={(Object.keys(choices) as Shown[]).map((value) => ({ value, label: choices[value].label }))}
      value={shown}
      onChange={(value) => onChange(value as Shown)}
    />
  )
}

/** Deliveries in a list, page by page, in whatever state the list is. */
export function DeliveryList({
  list,
  none,
}: {
  list: UseInfiniteQueryResult<InfiniteData<DeliveryPage>>
  none: string
}) {
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? []
  return (
    <>
      {list.data === undefined ? (
        <NotLoaded query={list} what="the deliveries" rows={5} />
      ) : deliveries.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <ul className={styles.list}>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button mt={8} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </>
  )
}
