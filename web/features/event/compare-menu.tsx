import { Button, Menu } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { EventDetail } from '../../../shared/event.ts'
import { sampleTypes } from '../../../shared/stack/samples.ts'
import { eventDeliveriesQuery } from '../../api/deliveries.ts'
import { findNeighbours, type Shared } from '../../api/relations.ts'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'

/** What the open event can be compared with. */
export function CompareMenu({ event }: { event: EventDetail }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data } = useInfiniteQuery(eventDeliveriesQuery(event.id))
  const [looking, setLooking] = useState(false)
  const lastReplay = data?.pages[0]?.deliveries.find(
    ({ kind, attempts }) => kind === 'replay' && attempts > 0,
  )
  const show = (a: string, b: string) => void navigate({ to: '/compare/$a/$b', params: { a, b } })

  const withNeighbour = async (shared: Shared) => {
    if (looking) return
    const what = shared === 'entity' ? `this ${event.entity?.kind ?? 'entity'}` : 'this message'
    if ((shared === 'entity' ? event.entity : event.messageId) === null) {
      notifyDone(
        shared === 'entity'
          ? 'This event is about nothing that others are about.'
          : 'This event has no message id.',
      )
      return
    }
    setLooking(true)
    try {
      const { before, after } = await findNeighbours(client, event, shared)
      if (before !== null) show(before.id, event.id)
      else if (after !== null) show(event.id, after.id)
      else notifyDone(`There is no other event of ${what}.`)
    } catch (error) {
      notifyFailed('The other event could not be found', error)
    } finally {
      setLooking(false)
    }
  }
  useShortcut('compare', () => void withNeighbour('entity'))
  useShortcut('compareMessage', () => void withNeighbour('message'))

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" leftSection={<IconArrowsLeftRight size={14} />} loading={looking}>
          Compare
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={event.entity === null}
          rightSection={<kbd>c</kbd>}
          onClick={() => void withNeighbour('entity')}
        >
          With the one before of this {event.entity?.kind ?? 'entity'}
        </Menu.Item>
        <Menu.Item
          disabled={event.messageId === null}
          rightSection={<kbd>C</kbd>}
          onClick={() => void withNeighbour('message')}
        >
          With the one before of this message
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          disabled={event.type === null || !sampleTypes.includes(event.type)}
          onClick={() => show('sample', event.id)}
        >
          With a sample of its type
        </Menu.Item>
        <Menu.Item
          disabled={lastReplay === undefined}
          onClick={() => lastReplay && show(event.id, lastReplay.id)}
        >
          With what was last replayed
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
