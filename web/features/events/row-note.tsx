import { assertNever } from '../../../shared/assert-never.ts'
import type { EventSummary } from '../../../shared/event.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { causeNames, causeTitles } from '../../lib/cause-names.ts'
import { fullTime } from '../../lib/time.ts'
import { visibleString } from '../../lib/visible-text.ts'
import styles from './row-note.module.css'
import { isRotating, isVerifiedLater } from './row-notes.ts'
import { termProps } from './row-term.ts'

/** What is to be said of a verdict in a few words: why it failed, or which secret proves it. */
export function RowNote({ event }: { event: EventSummary }) {
  switch (event.verdict) {
    case 'verified':
      return <Verified event={event} />
    case 'failed':
      return event.topCause === null ? (
        <span className={styles.failed}>not verified</span>
      ) : (
        <span
          className={`${styles.failed} ${styles.cause}`}
          {...termProps('cause', event.topCause)}
          title={`Not verified: ${causeTitles[event.topCause]}.\nClick to show only events with this cause.`}
        >
          {causeNames[event.topCause]}
        </span>
      )
    case 'unsigned':
    case 'unchecked':
      return <span className={styles[event.verdict]}>{event.verdict}</span>
    default:
      return assertNever(event.verdict)
  }
}

function Verified({ event }: { event: EventSummary }) {
  const { verifiedBy, verdictChangedAt } = event
  if (isVerifiedLater(event)) {
    const since = fullTime(verdictChangedAt ?? event.receivedAt)
    const by = verifiedBy === null ? '' : ` with ${visibleString(verifiedBy.label)}`
    return (
      <span className={styles.mark} title={`Failed when it came; verified${by} since ${since}.`}>
        verified later
      </span>
    )
  }
  return (
    <>
      {verifiedBy && (
        <span className={styles.secret}>
          <VisibleText text={verifiedBy.label} />
        </span>
      )}
      {isRotating(event) && (
        <span
          className={styles.mark}
          title={`Matched signature ${verifiedBy?.position}, not the first: the sender has a newer secret. Add it.`}
        >
          rotating
        </span>
      )}
    </>
  )
}
