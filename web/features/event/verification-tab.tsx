import type { EventDetail } from '../../../shared/event.ts'
import { CauseList } from '../../components/diagnosis/cause-list.tsx'
import { CheckList } from '../../components/diagnosis/check-list.tsx'
import { SvixWords } from '../../components/diagnosis/svix-words.tsx'
import { verdictAbove, verdictMeaning } from '../../components/diagnosis/verdict.ts'
import { VerdictSentence } from '../../components/diagnosis/verdict-sentence.tsx'
import { SecretNotes } from './secret-notes.tsx'
import { VerdictHistory } from './verdict-history.tsx'
import styles from './verification-tab.module.css'

/** Why the verdict is what it is. */
export function VerificationTab({ event }: { event: EventDetail }) {
  const { diagnosis } = event
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className={styles.tab} tabIndex={0} aria-label="Verification">
      <VerdictSentence verdict={event.verdict} words={verdictAbove(event)} />
      {diagnosis.causes.length > 0 ? (
        <CauseList diagnosis={diagnosis} />
      ) : (
        <p className={styles.more}>{verdictMeaning(event.verdict)}</p>
      )}
      <VerdictHistory event={event} />
      <SecretNotes event={event} />
      <h2 className={styles.part}>Checks</h2>
      <CheckList checks={diagnosis.checks} />
      <h2 className={styles.part}>What your backend would print</h2>
      <SvixWords svix={diagnosis.svix} />
    </section>
  )
}
