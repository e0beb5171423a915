import type { Timings } from '../../../shared/delivery.ts'
import { timeParts, timingWords } from '../../lib/delivery-words.ts'
import styles from './timing-bar.module.css'

interface TimingBarProps {
  timings: Timings
  /** Milliseconds that the whole width stands for. */
  scaleMs: number
}

/** Where the time of an attempt went. Its words are the caller's. */
export function TimingBar({ timings, scaleMs }: TimingBarProps) {
  const scale = Math.max(scaleMs, 0.001)
  return (
    <span className={styles.bar} title={timingWords(timings)} aria-hidden="true">
      {timeParts(timings).map(({ step, ms }) => (
        <span
          key={step}
          data-step={step}
          style={{ width: `${Math.min(100, (ms / scale) * 100).toFixed(2)}%` }}
        />
      ))}
    </span>
  )
}
