import { useNavigate } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { useShortcut } from '../../lib/use-shortcut.ts'
import type { ListItem } from './list-items.ts'

interface RowKeys {
  q: string
  items: ListItem[]
  /** The line of the open event, or -1. */
  selected: number
  scroller: RefObject<HTMLElement | null>
  showNewest(): Promise<void>
  reveal(index: number): void
}

/** Moves through the rows, opening each as one comes to it. */
export function useRowKeys({ q, items, selected, scroller, showNewest, reveal }: RowKeys): void {
  const navigate = useNavigate()
  const search = q === '' ? {} : { q }

  const open = (from: number, step: 1 | -1) => {
    for (let index = from; index >= 0 && index < items.length; index += step) {
      const item = items[index]
      if (item?.kind !== 'event') continue
      reveal(index)
      void navigate({
        to: '/events/$eventId',
        params: { eventId: item.event.id },
        search: (before) => ({ ...search, ...(before.tab ? { tab: before.tab } : {}) }),
        // Walking through the list is one step back in the history, not fifty.
        replace: selected >= 0,
      })
      return
    }
  }

  useShortcut('next', () => open(selected + 1, 1))
  useShortcut('previous', () => open(selected < 0 ? 0 : selected - 1, selected < 0 ? 1 : -1))
  useShortcut('newest', () => void showNewest())
  useShortcut('open', () => {
    if (selected < 0) open(0, 1)
    else document.querySelector<HTMLElement>('#event-pane [role=tab][aria-selected=true]')?.focus()
  })
  useShortcut(
    'close',
    () => {
      void navigate({ to: '/', search })
      scroller.current?.focus({ preventScroll: true })
    },
    selected >= 0,
  )
}
