import type { EventSummary } from '../../../shared/event.ts'
import { flagNames } from '../../lib/flag-words.ts'
import { schemaNotes } from '../../lib/schema-words.ts'
import styles from './row-note.module.css'
import { termProps } from './row-term.ts'

/** What is odd about a row, in small words: its payload, and how it stands beside others. */
export function RowFlags({ flags, schema }: EventSummary) {
  const note = schema && schemaNotes[schema]
  return (
    <>
      {note && (
        <span
          className={`${styles.mark} ${styles.flag}`}
          {...termProps('schema', schema)}
          title={`${note.means}\nClick to show only events like this.`}
        >
          {note.name}
        </span>
      )}
      {flags.map((flag) => (
        <span
          key={flag}
          className={`${styles.mark} ${styles.flag}`}
          {...termProps('flag', flag)}
          title="Click to show only events like this; the event says what it means."
        >
          {flagNames[flag]}
        </span>
      ))}
    </>
  )
}
