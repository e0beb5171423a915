import { Button, Tooltip } from '@mantine/core'
import { IconArrowsDiff, IconRepeat, IconSend2 } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Delivery } from '../../../../shared/delivery.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import { eventDeliveriesQuery } from '../../../api/deliveries.ts'
import { Toolbar } from '../../../components/body/toolbar.tsx'
import { DeliveryItem, TargetHeading } from '../../../components/deliveries/delivery-item.tsx'
import { Message } from '../../../components/message.tsx'
import { NotLoaded } from '../../../components/not-loaded.tsx'
import { plural } from '../../../lib/format.ts'
import { type EventPlace, readPair } from '../event-place.ts'
import { ComparePair } from './compare-pair.tsx'
import styles from './deliveries-tab.module.css'

interface DeliveriesTabProps {
  event: EventDetail
  place: EventPlace
  onPlace(place: Partial<EventPlace>): void
  onReplay(): void
  onSendAgain(): void
}

/** Where the event was sent on, how often, and what came of it. */
export function DeliveriesTab({ event, place, onPlace, onReplay, onSendAgain }: DeliveriesTabProps) {
  const query = useInfiniteQuery(eventDeliveriesQuery(event.id))
  const [chosen, setChosen] = useState<string[]>([])
  const [longest, setLongest] = useState(0)
  const onLongest = useCallback((ms: number) => setLongest((before) => Math.max(before, ms)), [])
  const pair = readPair(place.compare)

  if (query.data === undefined) {
    return <NotLoaded query={query} what="the deliveries" rows={6} />
  }
  if (pair !== null) {
    return <ComparePair event={event} pair={pair} onBack={() => onPlace({ compare: null })} />
  }
  const deliveries = query.data.pages.flatMap((page) => page.deliveries)
  if (deliveries.length === 0) {
    return (
      <Message
        title="Not sent on yet"
        icon={<IconSend2 size={28} stroke={1.4} />}
        action={
          <Button variant="filled" onClick={onReplay} rightSection={<kbd className={styles.key}>r</kbd>}>
            Replay
          </Button>
        }
      >
        Replay sends this event to a URL of yours, as often as you like. Every try is kept here with what your
        handler answered.
      </Message>
    )
  }
  const attempts = deliveries.reduce((sum, delivery) => sum + delivery.attempts, 0)
  const toggle = (key: string) =>
    setChosen((before) =>
      before.includes(key) ? before.filter((other) => other !== key) : [...before, key].slice(-2),
    )
  return (
    <>
      <Toolbar>
        <span className={styles.count}>
          {chosen.length === 1
            ? 'Choose another attempt to compare it with.'
            : `${plural(deliveries.length, 'delivery', 'deliveries')}${query.hasNextPage ? ' and more' : ''}, ${plural(attempts, 'attempt')}`}
        </span>
        {chosen.length > 0 && (
          <Button
            leftSection={<IconArrowsDiff size={14} />}
            disabled={chosen.length < 2}
            onClick={() => onPlace({ compare: chosen.join('~') })}
          >
            Compare attempts
          </Button>
        )}
        <Tooltip label="With the settings used last (shift r)">
          <Button leftSection={<IconRepeat size={14} />} onClick={onSendAgain}>
            Send again
          </Button>
        </Tooltip>
      </Toolbar>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        tabIndex={0}
        aria-label="Deliveries, newest first"
        onKeyDown={moveFocus}
      >
        {deliveries.map((delivery) => (
          <DeliveryItem
            key={delivery.id}
            delivery={delivery}
            asOf={query.dataUpdatedAt}
            heading={<TargetHeading delivery={delivery} />}
            ownBody={event.body}
            open={place.attempt}
            onOpen={(attempt) => onPlace({ attempt })}
            choosing={attempts < 2 ? null : { chosen, toggle }}
            scaleMs={Math.max(longest, longestMs(deliveries))}
            onLongest={onLongest}
          />
        ))}
        {query.hasNextPage && (
          <p className={styles.more}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Show older deliveries
            </Button>
          </p>
        )}
      </section>
    </>
  )
}

function longestMs(deliveries: Delivery[]): number {
  return Math.max(...deliveries.map(({ last }) => last?.totalMs ?? 0))
}

/** Up and down go from attempt to attempt. */
function moveFocus(event: React.KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLElement)) return
  const isRow = event.target.dataset['attempt'] !== undefined
  if (!isRow && event.target !== event.currentTarget) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-attempt]')]
  const next = isRow ? rows[rows.indexOf(event.target) + step] : rows[0]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
