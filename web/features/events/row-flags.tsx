import type { Flag } from '../../../shared/flag.ts'
import { flagNames } from '../../lib/flag-words.ts'
import styles from './row-note.module.css'

/** What is odd about a row, in small words. */
export function RowFlags({ flags }: { flags: Flag[] }) {
  return flags.map((flag) => (
    <span
      key={flag}
      className={`${styles.mark} ${styles.flag}`}
      data-flag={flag}
      title="Click to show only events like this; the event says what it means."
    >
      {flagNames[flag]}
    </span>
  ))
}
