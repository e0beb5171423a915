import type { EventDetail } from '../../../shared/event.ts'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { type VerdictWords, verdictWords } from './verdict.ts'
import styles from './verdict-sentence.module.css'

interface VerdictSentenceProps {
  event: EventDetail
  words?: VerdictWords
}

/** The verdict in one line; `words` where its place has other ones for it. */
export function VerdictSentence({ event, words = verdictWords(event) }: VerdictSentenceProps) {
  return (
    <p className={styles.sentence} data-verdict={event.verdict}>
      <VerdictMark verdict={event.verdict} size={15} />
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
