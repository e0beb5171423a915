import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { Body } from '../../../shared/event.ts'
import { bodyBytes } from '../../lib/bytes.ts'
import { plural } from '../../lib/format.ts'
import { hexRow } from '../../lib/hex.ts'
import styles from './hex-view.module.css'

const ROW = 19
/** Below this many pixels sixteen bytes do not fit beside their characters. */
const WIDE = 520

/** The body's bytes: offset, hexadecimal, and the characters that ASCII has for them. */
export function HexView({ body }: { body: Body }) {
  const bytes = useMemo(() => bodyBytes(body), [body])
  const { ref: sizer, width: room } = useElementSize()
  const scroller = useRef<HTMLElement>(null)
  const width = room >= WIDE ? 16 : 8
  const virtualizer = useVirtualizer({
    count: room === 0 ? 0 : Math.ceil(bytes.length / width),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  })
  return (
    <div ref={sizer} className={styles.view}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section ref={scroller} className={styles.scroll} tabIndex={0} aria-label="Body as bytes">
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
      <div className={styles.foot}>{plural(bytes.length, 'byte')}</div>
    </div>
  )
}
