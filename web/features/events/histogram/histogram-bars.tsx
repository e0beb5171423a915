import { VisuallyHidden } from '@mantine/core'
import { useId, useMemo } from 'react'
import { verdicts } from '../../../../shared/verdict.ts'
import { classNames } from '../../../lib/class-names.ts'
import { barStart, type Chart, sumOf } from './chart.ts'
import styles from './histogram.module.css'
import { edgeOf, shapesOf } from './shapes.ts'
import { ticksOf } from './ticks.ts'
import { Tip } from './tip.tsx'
import { useSelection } from './use-selection.ts'
import { countWords, rangeWords } from './words.ts'

/** Pixels from the top to the base line, and where there is little room. */
const BARS = 33
const LOW_BARS = 18
const NARROW = 496

interface HistogramBarsProps {
  chart: Chart
  width: number
  /** These are the bars of the filter before. */
  isOld: boolean
  /** What came before this moment is not counted yet; null: all is. */
  uncountedBefore: number | null
  zoom(from: number, to: number): void
  /** Shows the whole time, where it is not shown already. */
  zoomOut(): void
}

export function HistogramBars({ chart, width, isOld, uncountedBefore, zoom, zoomOut }: HistogramBarsProps) {
  const help = useId()
  const { selection, dragging, handlers } = useSelection(isOld ? null : chart, { zoom, zoomOut })
  const height = width < NARROW ? LOW_BARS : BARS
  const shapes = useMemo(() => shapesOf(chart, width, height), [chart, width, height])
  const now = Date.now()
  const ticks = ticksOf(chart, width, now)
  const px = (at: number) => Math.round(((at - chart.from) / (chart.to - chart.from)) * width)
  const edge = (bar: number) => edgeOf(bar, chart.bars.length, width)
  const uncounted = uncountedBefore === null ? 0 : Math.max(0, Math.min(width, px(uncountedBefore)))

  const { first, last, chosen } = selection ?? {
    first: chart.bars.length - 1,
    last: chart.bars.length - 1,
    chosen: false,
  }
  const range = { from: barStart(chart, first), to: barStart(chart, last + 1) }
  const counts = sumOf(chart, first, last)
  const text = `${rangeWords(range.from, range.to, now)}, ${countWords(counts)}`

  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Events over time"
        aria-describedby={help}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={chart.bars.length - 1}
        aria-valuenow={first}
        aria-valuetext={chosen ? `Selected ${text}` : text}
        aria-busy={isOld || uncountedBefore !== null}
        className={classNames(styles.chart, isOld && styles.old)}
        {...handlers}
      >
        {selection && (
          <div
            className={chosen ? styles.selected : styles.pointed}
            style={{ left: edge(first), width: edge(last + 1) - edge(first) }}
          />
        )}
        {uncounted > 0 && <div className={styles.uncounted} style={{ width: uncounted }} />}
        <svg className={styles.bars} width={width} height={height} aria-hidden="true">
          {verdicts.map((verdict) => (
            <path key={verdict} className={styles[verdict]} d={shapes[verdict]} />
          ))}
        </svg>
        <div className={styles.axis} aria-hidden="true">
          {ticks.map(({ at, label }) => (
            <span key={at} className={styles.tick} style={{ left: px(at) }}>
              {label}
            </span>
          ))}
        </div>
      </div>
      {selection && (
        <Tip range={range} counts={counts} at={(edge(first) + edge(last + 1)) / 2} zooms={dragging} />
      )}
      <VisuallyHidden id={help}>
        Left and right go from bar to bar, with shift they select. Enter shows only that time, backspace the
        whole time.
      </VisuallyHidden>
    </>
  )
}
