import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { Body } from '../../../shared/event.ts'
import { bodyBytes } from '../../lib/bytes.ts'
import { plural } from '../../lib/format.ts'
import { hexRow } from '../../lib/hex.ts'
import styles from './hex-view.module.css'

const ROW = 19
/** Above and below the rows, and for a scroll bar. */
const PADDING = 24
/** Below this many pixels sixteen bytes do not fit beside their characters. */
const WIDE = 520

interface HexViewProps {
  body: Body
  label?: string
  /** Pixels that it may be high at most; without it the view takes the room there is, and has a foot. */
  fit?: number
}

/** A body's bytes: offset, hexadecimal, and the characters that ASCII has for them. */
export function HexView({ body, label = 'Body as bytes', fit }: HexViewProps) {
  const bytes = useMemo(() => bodyBytes(body), [body])
  const { ref: sizer, width: room } = useElementSize()
  const scroller = useRef<HTMLElement>(null)
  const width = room >= WIDE ? 16 : 8
  const count = Math.ceil(bytes.length / width)
  const virtualizer = useVirtualizer({
    count: room === 0 ? 0 : count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  })
  return (
    <div ref={sizer} className={styles.view}>
      <section
        ref={scroller}
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        tabIndex={0}
        aria-label={label}
        style={fit === undefined ? {} : { flex: 'none', height: Math.min(fit, count * ROW + PADDING) }}
      >
        <div className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const row = hexRow(bytes, index, width)
            const half = width / 2
            return (
              <div key={key} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
                <span className={styles.offset}>{row.offset}</span>
                <span>{`${row.hex.slice(0, half).join(' ')}  ${row.hex.slice(half).join(' ')}`}</span>
                <span className={styles.ascii}>{row.ascii}</span>
              </div>
            )
          })}
        </div>
      </section>
      {fit === undefined && <div className={styles.foot}>{plural(bytes.length, 'byte')}</div>}
    </div>
  )
}
