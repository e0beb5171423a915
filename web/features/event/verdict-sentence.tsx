import type { EventDetail } from '../../../shared/event.ts'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { verdictWords } from './verdict.ts'
import styles from './verdict-sentence.module.css'

export function VerdictSentence({ event }: { event: EventDetail }) {
  const words = verdictWords(event)
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
