import type { Verdict } from '../../../shared/verdict.ts'
import { formatCount } from '../../lib/format.ts'
import type { VerdictCounts } from './use-verdict-counts.ts'
import styles from './verdict-count.module.css'

interface VerdictCountProps {
  counts: VerdictCounts | null
  verdict: Verdict
}

/** How many events a verdict would show; nothing while that is not known. */
export function VerdictCount({ counts, verdict }: VerdictCountProps) {
  if (counts === null) return null
  const count = counts.byVerdict[verdict]
  return (
    <span className={styles.count} title={`${formatCount(count)}${counts.partial ? ' so far' : ''}`}>
      {briefCount(count)}
      {counts.partial && '+'}
    </span>
  )
}

const brief = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })

/** `940`, `12.8K`, `1.2M` */
function briefCount(count: number): string {
  return count < 10_000 ? formatCount(count) : brief.format(count)
}
