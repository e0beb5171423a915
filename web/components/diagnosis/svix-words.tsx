import type { Diagnosis } from '../../../shared/diagnosis.ts'
import { CopyButton } from '../copy-button.tsx'
import { VisibleText } from '../visible-text.tsx'
import styles from './svix-words.module.css'

/** What the receiver's own library says, in its words. */
export function SvixWords({ svix: { version, error } }: { svix: Diagnosis['svix'] }) {
  return (
    <>
      <div className={styles.code}>
        {error === null ? (
          <span className={styles.ok}>Nothing: it accepts this event.</span>
        ) : (
          <>
            <VisibleText text={error} />
            <CopyButton text={error} label="Copy the message" className={styles.copy} />
          </>
        )}
      </div>
      <p className={styles.note}>
        The words of <code>svix</code> {version}, the library that the receiver would call.
      </p>
    </>
  )
}
