import { dayName, fullTime } from '../../lib/time.ts'
import styles from './event-rows.module.css'
import { heightOf } from './list-heights.ts'
import type { ListItem } from './list-items.ts'

interface ListLineProps {
  item: Exclude<ListItem, { kind: 'event' }>
  /** Pixels from the top of the list. */
  top: number
  /** The time that the list was opened at. */
  at: number | null
}

/** A line of the list that is no event. */
export function ListLine({ item, top, at }: ListLineProps) {
  const style = { transform: `translateY(${top}px)` }
  switch (item.kind) {
    case 'day':
      return (
        <div aria-hidden="true" className={styles.day} style={style}>
          {dayName(item.at, Date.now())}
        </div>
      )
    case 'mark':
      return (
        <div aria-hidden="true" className={styles.mark} style={style}>
          <span>{at === null ? '' : fullTime(at).replace(/\.000$/, '')}</span>
        </div>
      )
    default:
      return (
        <div
          aria-hidden="true"
          className={styles.room}
          data-room={item.end}
          style={{ ...style, height: heightOf(item) }}
        />
      )
  }
}
