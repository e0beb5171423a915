import type { Timings } from '../../../shared/delivery.ts'
import { formatMs, timeParts } from '../../lib/delivery-words.ts'
import styles from './timing-bar.module.css'

/** The steps of an attempt with what each took. */
export function TimingLegend({ timings }: { timings: Timings }) {
  return (
    <dl className={styles.legend}>
      {timeParts(timings).map(({ step, name, ms }) => (
        <div key={step}>
          <span className={styles.swatch} data-step={step} aria-hidden="true" />
          <dt>{name}</dt>
          <dd>{formatMs(ms)}</dd>
        </div>
      ))}
      <div>
        <dt>total</dt>
        <dd>{formatMs(timings.totalMs)}</dd>
      </div>
    </dl>
  )
}
