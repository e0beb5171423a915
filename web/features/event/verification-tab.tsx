import type { Check } from '../../../shared/diagnosis.ts'
import type { EventDetail } from '../../../shared/event.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { useStored } from '../../lib/use-stored.ts'
import { CauseSection } from './diagnosis/cause-section.tsx'
import { SecretNotes } from './secret-notes.tsx'
import { verdictAbove, verdictMeaning } from './verdict.ts'
import { VerdictSentence } from './verdict-sentence.tsx'
import styles from './verification-tab.module.css'

const names: Record<Check['check'], string> = {
  headers: 'Headers',
  timestamp: 'Timestamp',
  secret: 'Secret',
  signature: 'Signature',
}

const marks: Record<Check['outcome'], { sign: string; name: string }> = {
  pass: { sign: '✓', name: 'passed' },
  fail: { sign: '✕', name: 'failed' },
  skipped: { sign: '–', name: 'skipped' },
}

/** Why the verdict is what it is. */
export function VerificationTab({ event }: { event: EventDetail }) {
  const { diagnosis } = event
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className={styles.tab} tabIndex={0} aria-label="Verification">
      <VerdictSentence event={event} words={verdictAbove(event)} />
      <Explanation event={event} />
      <SecretNotes event={event} />
      <h2 className={styles.part}>Checks</h2>
      <ul className={styles.checks}>
        {diagnosis.checks.map((check) => (
          <li key={check.check} data-outcome={check.outcome}>
            <span className={styles.mark} role="img" aria-label={marks[check.outcome].name}>
              {marks[check.outcome].sign}
            </span>
            <span>{names[check.check]}</span>
            <span className={styles.found}>
              <VisibleText text={check.message} />
            </span>
          </li>
        ))}
      </ul>
      <h2 className={styles.part}>What your backend would print</h2>
      <Verbatim event={event} />
    </section>
  )
}

function Explanation({ event }: { event: EventDetail }) {
  const { causes } = event.diagnosis
  const [framework, setFramework] = useStored('framework', (stored) => stored)
  if (causes.length === 0) return <p className={styles.more}>{verdictMeaning(event.verdict)}</p>
  const isTold = event.verdict === 'failed' && causes.length === 1
  return (
    <div className={styles.causes}>
      {causes.map((cause) => (
        <CauseSection
          key={cause.code}
          cause={cause}
          title={isTold ? null : sentence(cause.title)}
          framework={framework}
          onFramework={setFramework}
        />
      ))}
    </div>
  )
}

function sentence(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1)
}

function Verbatim({ event }: { event: EventDetail }) {
  const { version, error } = event.diagnosis.svix
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
