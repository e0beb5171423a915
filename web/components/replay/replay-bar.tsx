import type { Replay } from '../../../shared/replay.ts'
import { doneOf } from '../../lib/replay-words.ts'
import styles from './replay-line.module.css'

/** How far a replay is, as a bar: what failed stands out. */
export function ReplayBar({ replay, wide = false }: { replay: Replay; wide?: boolean }) {
  const total = Math.max(1, replay.total)
  const percent = (count: number) => `${(100 * count) / total}%`
  return (
    <span
      className={styles.bar}
      data-wide={wide}
      role="progressbar"
      aria-label={`Replay to ${replay.targetName}`}
      aria-valuemin={0}
      aria-valuemax={replay.total}
      aria-valuenow={doneOf(replay)}
    >
      <span className={styles.delivered} style={{ width: percent(replay.delivered) }} />
      <span className={styles.failed} style={{ width: percent(replay.failed) }} />
    </span>
  )
}
