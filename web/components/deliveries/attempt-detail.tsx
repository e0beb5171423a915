import type { Attempt } from '../../../shared/delivery.ts'
import type { Body } from '../../../shared/event.ts'
import { statusLine } from '../../lib/delivery-words.ts'
import { formatSize } from '../../lib/format.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './attempt-detail.module.css'
import { ReadingView } from './reading-view.tsx'
import { Side, Sides } from './sides.tsx'
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
  const { request, answer, error, reading, redirects, remoteAddress } = attempt
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
      <Sides>
        <Side
          of="request"
          title="Request as sent"
          message={{
            first: `${request.method} ${request.url}`,
            headers: request.headers,
            isEmpty: request.size === 0,
            body: sentBody,
            facts: [formatSize(request.size), ...origin(isEdited)].join(', '),
          }}
        />
        <Side of="answer" title="Answer" message={answer && shown(answer)} none={whyNone(error)} />
      </Sides>
    </div>
  )
}

function origin(isEdited: boolean | null): string[] {
  if (isEdited === null) return []
  return [isEdited ? 'edited' : 'the event’s own bytes']
}

function shown(answer: NonNullable<Attempt['answer']>) {
  const { headers, body, decoded, size, truncated } = answer
  return {
    first: statusLine(answer),
    headers,
    isEmpty: body.text === '',
    body,
    facts: [formatSize(size), ...(decoded === null ? [] : [`${decoded}, undone here`])].join(', '),
    note: truncated ? `${formatSize(size)} came; the first 64 KiB are kept and shown.` : undefined,
  }
}

function whyNone(error: Attempt['error']): string {
  const wasSent = error?.code !== 'unsendable' && error?.code !== 'not_allowed'
  return wasSent ? 'No answer came.' : 'Nothing was sent.'
}
