import { findingKey, findingWords } from '../../lib/finding-words.ts'
import type { NodeNote } from './node-note.ts'
import styles from './node-notes.module.css'

/** What the schema says about a value, behind it: what is wrong first. */
export function NodeNotes({ note }: { note: NodeNote }) {
  const { findings, facts } = note
  return (
    <>
      {findings.map((finding) =>
        finding.kind === 'drift' ? (
          <span
            key={findingKey(finding)}
            className={styles.drift}
            title="The schema does not name this field."
          >
            drift
          </span>
        ) : (
          <span key={findingKey(finding)} className={styles.invalid} title={findingWords(finding)}>
            {finding.found === 'missing'
              ? `lacks ${String(finding.path.at(-1))}`
              : `expected ${finding.expected}`}
          </span>
        ),
      )}
      {facts?.deprecated && <span className={styles.aside}>deprecated</span>}
      {facts?.undocumented && (
        <span
          className={styles.aside}
          title="It is sent, though the sender’s public description leaves it out."
        >
          undocumented
        </span>
      )}
    </>
  )
}
