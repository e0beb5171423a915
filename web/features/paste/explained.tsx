import { Button } from '@mantine/core'
import type { DiagnosedRequest } from '../../../shared/api.ts'
import { CauseList } from '../../components/diagnosis/cause-list.tsx'
import { CheckList } from '../../components/diagnosis/check-list.tsx'
import { SvixWords } from '../../components/diagnosis/svix-words.tsx'
import { type VerdictWords, verdictAbove, verdictMeaning } from '../../components/diagnosis/verdict.ts'
import { VerdictSentence } from '../../components/diagnosis/verdict-sentence.tsx'
import styles from './explained.module.css'
import { RequestSummary } from './request-summary.tsx'
import { timeToTry } from './time-choice.ts'

interface ExplainedProps {
  request: DiagnosedRequest
  /** Asks again, as if the request had been received then. */
  onReceivedAt(at: number): void
}

/** The answer: the verdict, why, what shows it, what to do, and what the answer is about. */
export function Explained({ request, onReceivedAt }: ExplainedProps) {
  const { verdict, diagnosis } = request
  const signedAt = timeToTry(request)
  return (
    <>
      <div className={styles.verdict} role="status">
        <VerdictSentence verdict={verdict} words={wordsOf(request)} />
      </div>
      {signedAt !== null && (
        <div className={styles.note}>
          <p>The request does not tell when it was received, so its timestamp is judged by the time now.</p>
          <Button onClick={() => onReceivedAt(signedAt)}>Judge it by the time it was signed</Button>
        </div>
      )}
      {diagnosis.causes.length > 0 ? (
        <CauseList diagnosis={diagnosis} />
      ) : (
        <p className={styles.more}>{meaningOf(request)}</p>
      )}
      <h2 className={styles.part}>Checks</h2>
      <CheckList checks={diagnosis.checks} />
      <h2 className={styles.part}>What your backend would print</h2>
      <SvixWords svix={diagnosis.svix} />
      <h2 className={styles.part}>What was read</h2>
      <RequestSummary request={request} />
    </>
  )
}

function wordsOf(request: DiagnosedRequest): VerdictWords {
  if (request.verdict !== 'unchecked') return verdictAbove({ ...request, verifiedBy: null })
  return { before: 'Unchecked: this endpoint has no secret', secret: null, after: '' }
}

function meaningOf({ verdict }: DiagnosedRequest): string {
  if (verdict !== 'unchecked') return verdictMeaning(verdict)
  return 'It is signed, but there is no secret to check it with. Choose “Another secret” and give it, or add it to the endpoint.'
}
