import { useNavigate } from '@tanstack/react-router'
import type { RefObject } from 'react'
import type { EventSummary } from '../../../shared/event.ts'
import { listAddress } from '../../lib/list-address.ts'
import { useAddress } from '../../lib/use-address.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { itemIndexOf, type ListItem } from './list-items.ts'
import type { EventSelection } from './selection/use-event-selection.ts'

interface RowKeys {
  items: ListItem[]
  /** The uppermost line on screen. */
  firstSeen: number
  scroller: RefObject<HTMLElement | null>
  showNewest(): Promise<void>
  showOldest(): Promise<void>
  reveal(index: number): void
  openId: string | null
  selecting: EventSelection
  select(event: EventSummary, how: 'toggle' | 'extend'): void
  selectAll(): void
}

/** Moves through the rows, opening each as one comes to it. */
export function useRowKeys(keys: RowKeys): void {
  const { items, firstSeen, scroller, showNewest, showOldest, reveal } = keys
  const { openId, selecting, select, selectAll } = keys
  const navigate = useNavigate()
  const address = useAddress()
  /** The line of the event that the address names, or -1. */
  const selectedNow = () => itemIndexOf(items, address().eventId ?? '')
  const open = (from: number, step: 1 | -1): EventSummary | undefined => {
    for (let index = from; index >= 0 && index < items.length; index += step) {
      const item = items[index]
      if (item?.kind !== 'event') continue
      reveal(index)
      void navigate({
        to: '/events/$eventId',
        params: { eventId: item.event.id },
        search: (before) => ({
          ...listAddress(before.q ?? '', before),
          ...(before.tab ? { tab: before.tab } : {}),
        }),
        // Walking through the list is one step back in the history, not fifty.
        replace: selectedNow() >= 0,
      })
      return item.event
    }
  }
  /** The line that is open, or else the uppermost on screen. */
  const selectedOrSeen = () => (selectedNow() < 0 ? firstSeen : selectedNow())
  const eventAt = (line: number) => {
    const item = items.slice(Math.max(0, line)).find(({ kind }) => kind === 'event')
    return item?.kind === 'event' ? item.event : undefined
  }
  /** The row that is open, or else the uppermost on screen, and from there one on. */
  const extend = (step: 1 | -1) => {
    const from = eventAt(selectedOrSeen())
    if (from === undefined) return
    if (!selecting.has(from)) select(from, 'toggle')
    const to = open(
      items.findIndex((item) => item.kind === 'event' && item.event.id === from.id) + step,
      step,
    )
    if (to) select(to, 'extend')
  }

  useShortcut('next', () => open(selectedNow() < 0 ? firstSeen : selectedNow() + 1, 1))
  useShortcut('previous', () => (selectedNow() < 0 ? open(firstSeen, 1) : open(selectedNow() - 1, -1)))
  useShortcut('select', () => {
    const event = eventAt(selectedOrSeen())
    if (event) select(event, 'toggle')
  })
  useShortcut('selectTo', () => {
    const event = eventAt(selectedOrSeen())
    if (event) select(event, 'extend')
  })
  useShortcut('selectNext', () => extend(1))
  useShortcut('selectPrevious', () => extend(-1))
  useShortcut('selectAll', selectAll)
  useShortcut('newest', () => void showNewest())
  useShortcut('oldest', () => void showOldest())
  useShortcut('open', () => {
    if (selectedNow() < 0) open(firstSeen, 1)
    else document.querySelector<HTMLElement>('#event-pane [role=tab][aria-selected=true]')?.focus()
  })
  useShortcut(
    'close',
    () => {
      if (selecting.isOpen) {
        selecting.clear()
        return
      }
      void navigate({ to: '/', search: (before) => listAddress(before.q ?? '', before) })
      scroller.current?.focus({ preventScroll: true })
    },
    openId !== null || selecting.isOpen,
  )
}
