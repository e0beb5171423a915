import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { Change } from '../../../shared/change.ts'
import { ChangeRow } from './change-row.tsx'
import styles from './changes.module.css'

/** From here on only those on screen are drawn. */
const MANY = 100
const ROW = 30

/** Changes, each in a line or a few. */
export function ChangeList({ changes, label }: { changes: Change[]; label: string }) {
  if (changes.length > MANY) return <ManyChanges changes={changes} label={label} />
  return (
    <ul className={styles.list} aria-label={label}>
      {changes.map((change) => (
        <li key={keyOf(change)} className={styles.item}>
          <ChangeRow change={change} />
        </li>
      ))}
    </ul>
  )
}

function ManyChanges({ changes, label }: { changes: Change[]; label: string }) {
  const scroller = useRef<HTMLElement>(null)
  const virtualizer = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => keyOf(changes[index] as Change),
    overscan: 20,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section ref={scroller} className={styles.many} tabIndex={0} aria-label={label}>
      <ul style={{ height: virtualizer.getTotalSize() }} className={styles.all}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => (
          <li
            key={key}
            className={styles.row}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={changes.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            <ChangeRow change={changes[index] as Change} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was opened in one stays with it when others are filtered out. */
function keyOf({ kind, path }: Change): string {
  return `${kind} ${JSON.stringify(path)}`
}
