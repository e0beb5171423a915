import { useEffect } from 'react'
import type { Pages } from '../../live/use-pages.ts'
import type { EventWindow } from '../../live/window.ts'
import { ROW } from './list-heights.ts'

/** So many screens are loaded before the reader comes to them. */
const SCREENS_AHEAD = 3
/** Farther off than this, rows are not gone through one by one. */
const FAR_ROWS = 400
/** While the scrollbar is dragged, nothing is asked for. */
const SETTLE_MS = 80

interface View {
  /** What is on screen, in pixels of the list. */
  top: number
  bottom: number
  /** Where the rows that are loaded begin and end. */
  from: number
  to: number
}

/** Loads what the reader comes near to, and goes on with a search that took long while the screen lacks rows. */
export function useRowsAround(window: EventWindow, pages: Pages, { top, bottom, from, to }: View): void {
  const { loadOlder, loadNewer, moveTo, failed, stopped } = pages
  const { nextCursor, prevCursor, searchedTo } = window
  const isSearching = searchedTo !== null
  const ahead = (bottom - top) * SCREENS_AHEAD
  const farRow = farFrom(window, { top, bottom, from, to })
  const isHere = farRow === null && failed === null && bottom > top
  const wantsOlder = isHere && bottom + (isSearching ? ROW : ahead) > to && !(isSearching && stopped)
  const wantsNewer = isHere && top - ahead < from

  useEffect(() => {
    if (wantsOlder && nextCursor !== null) void loadOlder()
  }, [wantsOlder, nextCursor, loadOlder])
  useEffect(() => {
    if (wantsNewer && prevCursor !== null) void loadNewer()
  }, [wantsNewer, prevCursor, loadNewer])
  useEffect(() => {
    if (farRow === null) return
    const timer = setTimeout(() => void moveTo(farRow), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [farRow, moveTo])
}

/** The row on top of a screen that is far from all rows that are loaded. */
function farFrom({ above, below, events }: EventWindow, { top, bottom, from, to }: View): number | null {
  const margin = FAR_ROWS * ROW
  const row = Math.floor(top / ROW)
  if (above > 0 && bottom < from - margin) return row
  if (below > 0 && top > to + margin) return above + events.length + Math.floor((top - to) / ROW)
  return null
}
