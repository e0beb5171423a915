import type { DiffNote } from '../../../shared/change.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './changes.module.css'

const titles: Record<DiffNote['kind'], string> = {
  bigNumber: 'Numbers that JavaScript cannot hold',
  duplicateKey: 'Keys that are there more than once',
  keySpelling: 'The same key in another spelling',
  keyOrder: 'Another order of members',
  spelling: 'Another spelling of the same value',
  whiteSpace: 'Other white space',
}
const sides: Record<DiffNote['side'], string> = { left: 'left', right: 'right', both: '' }

/** What JSON.parse would lose, or a comparison by meaning passes over. */
export function DiffNotes({ notes }: { notes: DiffNote[] }) {
  const kinds = [...new Set(notes.map(({ kind }) => kind))]
  if (kinds.length === 0) return null
  return (
    <section className={styles.notes} aria-label="Not compared by meaning">
      {kinds.map((kind) => (
        <div key={kind}>
          <h3>{titles[kind]}</h3>
          <ul>
            {notes
              .filter((note) => note.kind === kind)
              .map((note, index) => (
                <li key={index} className={styles.note}>
                  {note.name !== null && (
                    <span className={styles.name}>
                      <VisibleText text={note.name} />
                    </span>
                  )}{' '}
                  {sides[note.side] !== '' && <em>{sides[note.side]}: </em>}
                  <VisibleText text={note.message} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
