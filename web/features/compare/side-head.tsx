import { Link } from '@tanstack/react-router'
import { TypeName } from '../../components/type-name.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { shortId } from '../../lib/format.ts'
import { fullTime } from '../../lib/time.ts'
import styles from './compare-page.module.css'
import type { Side } from './use-side.ts'

/** What stands on one side, with the way to it. */
export function SideHead({ side, label }: { side: Side; label: string }) {
  const { event, kind } = side
  return (
    <section className={styles.side} aria-label={label}>
      <div className={styles.what}>
        {event !== null && kind === 'event' && <VerdictMark verdict={event.verdict} />}
        {event === null ? (
          <TypeName type={side.type} />
        ) : (
          <Link to="/events/$eventId" params={{ eventId: event.id }} className={styles.link}>
            <TypeName type={side.type} />
          </Link>
        )}
        <span className={styles.about}>
          {kind === 'sample' ? (
            'a sample made now'
          ) : (
            <VisibleText text={event?.about ?? shortId(event?.id ?? '', 12, 6)} />
          )}
        </span>
      </div>
      <div className={styles.when}>
        {kind === 'delivery' ? (
          <>
            as it was sent to <VisibleText text={side.url ?? ''} />
          </>
        ) : (
          event !== null && (
            <time dateTime={new Date(event.receivedAt).toISOString()}>{fullTime(event.receivedAt)}</time>
          )
        )}
      </div>
    </section>
  )
}
