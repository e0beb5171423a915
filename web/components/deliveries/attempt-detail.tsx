import type { Attempt } from '../../../shared/delivery.ts'
import type { Body } from '../../../shared/event.ts'
import { statusLine } from '../../lib/delivery-words.ts'
import { formatSize } from '../../lib/format.ts'
import { BodyView } from '../body/body-view.tsx'
import { VisibleText } from '../visible-text.tsx'
import styles from './attempt-detail.module.css'
import { HeaderList } from './header-list.tsx'
import { ReadingView } from './reading-view.tsx'
import { TimingLegend } from './timing-legend.tsx'

interface AttemptDetailProps {
  id: string
  attempt: Attempt
  /** What was sent; null: nobody knows any more. */
  sentBody: Body | null
  /** Whether that was typed, or is the event's own; null: there is no event. */
  isEdited: boolean | null
}

/** One attempt whole: what was sent beside what came back, and what that tells. */
export function AttemptDetail({ id, attempt, sentBody, isEdited }: AttemptDetailProps) {
  const { error, reading, redirects, remoteAddress } = attempt
  return (
    <div id={id} className={styles.detail}>
      {error !== null && (reading === null || error.code !== 'status') && (
        <p className={styles.error}>
          <VisibleText text={error.message} />
        </p>
      )}
      {reading !== null && <ReadingView reading={reading} />}
      <TimingLegend timings={attempt.timings} />
      {(remoteAddress !== null || redirects.length > 0) && (
        <p className={styles.way}>
          {redirects.map(({ status, url }, index) => (
            <span key={index}>
              {status} led on to <VisibleText text={url} />.{' '}
            </span>
          ))}
          {remoteAddress !== null && <>Connected to {remoteAddress}.</>}
        </p>
      )}
      <div className={styles.sides}>
        <RequestSide attempt={attempt} sentBody={sentBody} isEdited={isEdited} />
        <AnswerSide attempt={attempt} />
      </div>
    </div>
  )
}

function RequestSide({
  attempt: { request },
  sentBody,
  isEdited,
}: Pick<AttemptDetailProps, 'attempt' | 'sentBody' | 'isEdited'>) {
  return (
    <section aria-label="Request as sent">
      <h4>Request as sent</h4>
      <p className={styles.first}>
        <VisibleText text={`${request.method} ${request.url}`} />
      </p>
      <HeaderList headers={request.headers} label="the request’s headers" />
      {request.size === 0 ? (
        <p className={styles.none}>The body is empty.</p>
      ) : (
        sentBody !== null && (
          <BodyView
            body={sentBody}
            label="Body as sent"
            facts={[formatSize(request.size), ...origin(isEdited)].join(', ')}
          />
        )
      )}
    </section>
  )
}

function origin(isEdited: boolean | null): string[] {
  if (isEdited === null) return []
  return [isEdited ? 'edited' : 'the event’s own bytes']
}

function AnswerSide({ attempt: { answer, error } }: { attempt: Attempt }) {
  if (answer === null) {
    return (
      <section aria-label="Answer" className={styles.answer}>
        <h4>Answer</h4>
        <p className={styles.none}>
          {error?.code === 'unsendable' || error?.code === 'not_allowed'
            ? 'Nothing was sent.'
            : 'No answer came.'}
        </p>
      </section>
    )
  }
  const sizes = [formatSize(answer.size), answer.decoded === null ? null : `${answer.decoded}, undone here`]
  return (
    <section aria-label="Answer" className={styles.answer}>
      <h4>Answer</h4>
      <p className={styles.first}>
        <VisibleText text={statusLine(answer)} />
      </p>
      <HeaderList headers={answer.headers} label="the answer’s headers" />
      {answer.truncated && (
        <p className={styles.note}>{formatSize(answer.size)} came; the first 64 KiB are kept and shown.</p>
      )}
      {answer.body.text === '' ? (
        <p className={styles.none}>The body is empty.</p>
      ) : (
        <BodyView body={answer.body} label="Answer’s body" facts={sizes.filter(Boolean).join(', ')} />
      )}
    </section>
  )
}
