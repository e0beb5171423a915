import { useCallback, useEffect, useRef } from 'react'
import type { EventSummary } from '../../../../shared/event.ts'
import type { EventWindow } from '../../../live/window.ts'
import type { EventSelection } from './use-event-selection.ts'

/**
 * Selects rows, one or all up to it; the function stays the same. What the list has no more leaves the selection.
 */
export function useSelectRows(
  window: EventWindow,
  selecting: EventSelection,
  openId: string | null,
): (event: EventSummary, how: 'toggle' | 'extend') => void {
  const { prune } = selecting
  useEffect(() => prune(window), [window, prune])
  const now = useRef({ window, selecting, openId })
  now.current = { window, selecting, openId }
  return useCallback((event, how) => {
    const { window, selecting, openId } = now.current
    if (how === 'toggle') selecting.toggle(event)
    else
      void selecting.extend(
        event,
        window,
        window.events.find(({ id }) => id === openId),
      )
  }, [])
}
