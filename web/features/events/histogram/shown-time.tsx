import { Button } from '@mantine/core'
import { IconZoomOut } from '@tabler/icons-react'
import { type Filter, termOf } from '../../../lib/filter.ts'
import { useFilter } from '../use-filter.ts'
import styles from './shown-time.module.css'
import { rangeWords, utcRange } from './words.ts'
import { wholeTime } from './zoom.ts'

/** The time that the filter narrows to, and the way back to all of it. */
export function ShownTime({ q, filter }: { q: string; filter: Filter }) {
  const { setQ } = useFilter()
  const whole = wholeTime(q)
  if (whole === q) return null
  const range = rangeOf(filter)
  return (
    <span className={styles.time}>
      {range && (
        <span title={utcRange(range.from, range.to)}>{rangeWords(range.from, range.to, Date.now())}</span>
      )}
      <Button
        size="compact-xs"
        leftSection={<IconZoomOut size={13} />}
        classNames={{ section: styles.icon ?? '' }}
        onClick={() => setQ(wholeTime)}
      >
        Whole time
      </Button>
    </span>
  )
}

/** Where both ends are moments. */
function rangeOf(filter: Filter): { from: number; to: number } | null {
  const [from, to] = [momentOf(termOf(filter, 'after')), momentOf(termOf(filter, 'before'))]
  return from === null || to === null || from >= to ? null : { from, to }
}

function momentOf(printed: string | null): number | null {
  if (printed === null || !printed.includes('-')) return null
  const at = Date.parse(printed)
  return Number.isNaN(at) ? null : at
}
