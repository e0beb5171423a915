import type { ReverifyProgress } from '../../../shared/endpoint.ts'
import { progressWords } from '../../lib/reverify-words.ts'
import styles from './reverify-progress-bar.module.css'

/** How far stored events are checked again; null: it has just begun. */
export function ReverifyProgressBar({ progress }: { progress: ReverifyProgress | null }) {
  const words = progress === null ? 'Checking the stored events' : progressWords(progress)
  return (
    <div className={styles.progress}>
      <progress
        className={styles.bar}
        aria-label="Checking the stored events again"
        max={Math.max(1, progress?.total ?? 1)}
        value={progress?.checked ?? 0}
      />
      <span className={styles.words}>{words}</span>
    </div>
  )
}
