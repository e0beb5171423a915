import { type RefObject, useLayoutEffect, useRef } from 'react'
import { heightOf, ROW } from './list-heights.ts'
import type { ListItem } from './list-items.ts'

interface Line {
  seq: number
  top: number
}

/**
 * Keeps the row that the reader looks at where it is on the screen when rows come or go above it. A reader at the
 * top of the list sees what is new instead.
 */
export function useAnchor(items: ListItem[], scroller: RefObject<HTMLElement | null>): void {
  const before = useRef<ListItem[]>(items)
  useLayoutEffect(() => {
    const held = before.current
    before.current = items
    const element = scroller.current
    if (element === null || held === items) return
    const { scrollTop } = element
    if (scrollTop < ROW / 2 && held[0]?.kind !== 'room') return
    const line = lineAt(held, scrollTop)
    const top = line && topOf(items, line.seq)
    if (line && top !== null) {
      const moved = top - line.top
      if (moved !== 0) element.scrollTop = scrollTop + moved
    }
  }, [items, scroller])
}

/** The first event whose line ends below the top of the screen, or else the last one above it. */
function lineAt(items: ListItem[], scrollTop: number): Line | null {
  let last: Line | null = null
  let top = 0
  for (const item of items) {
    if (item.kind === 'event') {
      last = { seq: item.event.seq, top }
      if (top + ROW > scrollTop) return last
    }
    top += heightOf(item)
  }
  return last
}

/** Where the event stands now, or what follows it if it is gone; null: the rows are from elsewhere. */
function topOf(items: ListItem[], seq: number): number | null {
  let top = 0
  let newest: number | null = null
  for (const item of items) {
    if (item.kind === 'event') {
      newest ??= item.event.seq
      if (item.event.seq <= seq) return newest >= seq ? top : null
    }
    top += heightOf(item)
  }
  return null
}
