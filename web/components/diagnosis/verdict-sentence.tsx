import type { Verdict } from '../../../shared/verdict.ts'
import { VerdictMark } from '../verdict-mark.tsx'
import { VisibleText } from '../visible-text.tsx'
import type { VerdictWords } from './verdict.ts'
import styles from './verdict-sentence.module.css'

/** The verdict in one line. */
export function VerdictSentence({ verdict, words }: { verdict: Verdict; words: VerdictWords }) {
  return (
    <p className={styles.sentence} data-verdict={verdict}>
      <VerdictMark verdict={verdict} size={15} />
      <span>
        <VisibleText text={words.before} />
        {words.secret !== null && (
          <em>
            <VisibleText text={words.secret} />
          </em>
        )}
        {words.after}
      </span>
    </p>
  )
}
