import { useStored } from '../../lib/use-stored.ts'

export const PANE_MIN = 360
export const PANE_MAX = 1100
const PANE_DEFAULT = 540

export interface PaneWidth {
  width: number
  setWidth(width: number): void
}

/** The width of the event pane, remembered by this browser. */
export function usePaneWidth(): PaneWidth {
  const [width, store] = useStored('pane-width', (stored) => clamp(Number(stored) || PANE_DEFAULT))
  return { width, setWidth: (next) => store(clamp(next)) }
}

function clamp(width: number): number {
  return Math.round(Math.min(PANE_MAX, Math.max(PANE_MIN, width)))
}
