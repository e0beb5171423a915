import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AnswerRule } from '../../../../shared/answer-rule.ts'
import type { Endpoint } from '../../../../shared/endpoint.ts'
import { targetsQuery } from '../../../api/targets.ts'
import { EditableSection } from '../../../components/editable-section.tsx'
import { VisibleText } from '../../../components/visible-text.tsx'
import { formatSize } from '../../../lib/format.ts'
import { waitWords } from '../../../lib/wait-words.ts'
import styles from './answer.module.css'
import { AnswerForm } from './answer-form.tsx'

/** What senders hear for an event: Hooklens' own reply, or what a target says. */
export function Answer({ endpoint }: { endpoint: Endpoint }) {
  const { answer } = endpoint
  return (
    <EditableSection
      id="answer"
      title="What senders are answered"
      verb="Change the answer"
      form={(close) => <AnswerForm endpoint={endpoint} onClose={close} />}
    >
      {answer === null ? (
        <p>
          <code>200</code> from Hooklens itself, once the event is stored. What a target says stays between it
          and Hooklens.
        </p>
      ) : (
        <TargetAnswers answer={answer} />
      )}
    </EditableSection>
  )
}

function TargetAnswers({ answer: { targetId, timeoutMs, fallback } }: { answer: AnswerRule }) {
  const { data: targets } = useQuery(targetsQuery)
  const target = targets?.find(({ id }) => id === targetId)
  if (targets && !target) {
    return (
      <p>
        <code>200</code> from Hooklens itself, once the event is stored: the target whose answer they had was
        deleted.
      </p>
    )
  }
  return (
    <>
      <p className={styles.rule}>
        What{' '}
        {target ? (
          <Link to="/targets/$targetId" params={{ targetId }}>
            <VisibleText text={target.name} />
          </Link>
        ) : (
          'the target'
        )}{' '}
        answers: its real status and body. Where none comes within {waitWords(timeoutMs)},{' '}
        <code>{fallback.status}</code>
        {fallback.body === ''
          ? ' without a body'
          : ` with a body of ${formatSize(new TextEncoder().encode(fallback.body).length)}`}
        .
      </p>
      <p className={styles.hint}>
        Stack’s delivery log then shows what the backend said. A failing answer makes the sender try again.
      </p>
    </>
  )
}
