import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { plural } from '../../lib/format.ts'
import { textRows } from '../../lib/text-rows.ts'
import { useStored } from '../../lib/use-stored.ts'
import { Switch } from '../switch.tsx'
import { VisibleText } from '../visible-text.tsx'
import styles from './text-view.module.css'

const ROW = 19
const CHAR = 7.25
/** Above and below the rows, and for a scroll bar. */
const PADDING = 24
/** Columns of a row that is not wrapped: more would make one element too wide to draw quickly. */
const UNWRAPPED = 4000

interface TextViewProps {
  text: string
  label?: string
  /** Pixels that it may be high at most; without it the view takes the room there is, and has a foot. */
  fit?: number
}

/** A body's text exactly as it is. Only the rows on screen are drawn. */
export function TextView({ text, label = 'Body as received', fit }: TextViewProps) {
  const [wrap, setWrap] = useStored('wrap', (stored) => stored !== 'false')
  const { ref: sizer, width } = useElementSize()
  const scroller = useRef<HTMLElement>(null)
  const columns = wrap ? Math.max(20, Math.floor((width - 76) / CHAR)) : UNWRAPPED
  const rows = useMemo(() => textRows(text, columns), [text, columns])
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  })
  const lines = useMemo(() => rows.line.reduce((most, line) => Math.max(most, line), 0), [rows])
  return (
    <div ref={sizer} className={styles.view}>
      <section
        ref={scroller}
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        tabIndex={0}
        aria-label={label}
        style={fit === undefined ? {} : { flex: 'none', height: Math.min(fit, rows.count * ROW + PADDING) }}
      >
        <div className={styles.all} data-wrap={wrap} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => (
            <div key={key} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
              <span className={styles.line}>{rows.line[index] || ''}</span>
              <span className={styles.text}>
                <VisibleText text={text.slice(rows.start[index], rows.end[index])} />
              </span>
            </div>
          ))}
        </div>
      </section>
      {fit === undefined && (
        <div className={styles.foot}>
          <span>{plural(lines, 'line')}</span>
          <Switch label="Wrap lines" checked={wrap} onChange={setWrap} />
        </div>
      )}
    </div>
  )
}
