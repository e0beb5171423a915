import styles from './pane-separator.module.css'
import { PANE_MAX, PANE_MIN, type PaneWidth } from './use-pane-width.ts'

const STEP = 24

/** The line between list and event: dragged, or moved with the arrow keys. */
export function PaneSeparator({ pane }: { pane: PaneWidth }) {
  const moves: Record<string, number> = {
    ArrowLeft: pane.width + STEP,
    ArrowRight: pane.width - STEP,
    Home: PANE_MAX,
    End: PANE_MIN,
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-label="Width of the event"
      aria-orientation="vertical"
      aria-controls="event-pane"
      aria-valuenow={pane.width}
      aria-valuemin={PANE_MIN}
      aria-valuemax={PANE_MAX}
      className={styles.separator}
      onKeyDown={(event) => {
        const width = moves[event.key]
        if (width === undefined) return
        event.preventDefault()
        pane.setWidth(width)
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          pane.setWidth(window.innerWidth - event.clientX)
      }}
    />
  )
}
