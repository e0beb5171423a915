import { verdicts } from '../../../../shared/verdict.ts'
import { VerdictMark } from '../../../components/verdict-mark.tsx'
import { formatCount } from '../../../lib/format.ts'
import { type ByVerdict, totalOf } from './chart.ts'
import styles from './tip.module.css'
import { rangeWords, utcRange, verdictNames } from './words.ts'

interface TipProps {
  range: { from: number; to: number }
  counts: ByVerdict
  /** Where it points to, in pixels from the left. */
  at: number
  /** Letting go shows only this. */
  zooms: boolean
}

/** What the bars pointed at hold. The slider says the same to those who do not see it. */
export function Tip({ range: { from, to }, counts, at, zooms }: TipProps) {
  return (
    <div className={styles.tip} style={{ '--at': `${at}px` } as React.CSSProperties} aria-hidden="true">
      <div className={styles.range}>{rangeWords(from, to, Date.now())}</div>
      <div className={styles.utc}>{utcRange(from, to)}</div>
      {totalOf(counts) === 0 ? (
        <div className={styles.none}>No events</div>
      ) : (
        <dl className={styles.counts}>
          {verdicts
            .filter((verdict) => counts[verdict] > 0)
            .map((verdict) => (
              <div key={verdict}>
                <dt>
                  <VerdictMark verdict={verdict} size={12} /> {verdictNames[verdict]}
                </dt>
                <dd>{formatCount(counts[verdict])}</dd>
              </div>
            ))}
        </dl>
      )}
      {zooms && <div className={styles.hint}>Let go to zoom, Esc to cancel</div>}
    </div>
  )
}
