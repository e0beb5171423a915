import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { Change } from '../../../shared/change.ts'
import { ChangeRow } from './change-row.tsx'
import styles from './changes.module.css'
import { type ChangeLine, changeLines, changeTree } from './group-changes.ts'
import { GroupRow } from './group-row.tsx'

/** From here on only those on screen are drawn. */
const MANY = 100
const ROW = 30

/** Changes, each in a line or a few, those of one path below it. */
export function ChangeList({ changes, label }: { changes: Change[]; label: string }) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set())
  const tree = useMemo(() => changeTree(changes), [changes])
  const lines = useMemo(() => changeLines(tree, folded), [tree, folded])
  const fold = (key: string, isFolded: boolean) => {
    const next = new Set(folded)
    if (isFolded) next.add(key)
    else next.delete(key)
    setFolded(next)
  }
  const draw = (line: ChangeLine) =>
    line.kind === 'group' ? (
      <GroupRow line={line} onFold={(isFolded) => fold(line.key, isFolded)} />
    ) : (
      <ChangeRow change={line.change} name={line.name} depth={line.depth} />
    )
  // As many as there are unfolded: folding does not make another list of it, which would lose the focus.
  if (changes.length > MANY) return <ManyLines lines={lines} label={label} draw={draw} />
  return (
    <ul className={styles.list} aria-label={label}>
      {lines.map((line) => (
        <li key={line.key} className={styles.item}>
          {draw(line)}
        </li>
      ))}
    </ul>
  )
}

interface ManyLinesProps {
  lines: ChangeLine[]
  label: string
  draw(line: ChangeLine): React.ReactNode
}

function ManyLines({ lines, label, draw }: ManyLinesProps) {
  const scroller = useRef<HTMLElement>(null)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    // What was opened in one stays with it when others are filtered out.
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 20,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section ref={scroller} className={styles.many} tabIndex={0} aria-label={label}>
      <ul style={{ height: virtualizer.getTotalSize() }} className={styles.all} aria-label={label}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index]
          return (
            line !== undefined && (
              <li
                key={key}
                className={styles.row}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={lines.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                {draw(line)}
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}
