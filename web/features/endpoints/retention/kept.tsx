import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Endpoint } from '../../../../shared/endpoint.ts'
import { hasLimit } from '../../../../shared/retention.ts'
import { retentionPreviewQuery } from '../../../api/retention.ts'
import { errorText } from '../../../components/message.tsx'
import { formatSize, plural } from '../../../lib/format.ts'
import { nextWords, ruleWords } from '../../../lib/retention-words.ts'
import { storedEvents } from '../../../lib/stored-events.ts'
import { sinceTime } from '../../../lib/time.ts'
import { useDelayed } from '../../../lib/use-delayed.ts'
import { useNow } from '../../../lib/use-now.ts'
import styles from './kept.module.css'
import { RuleForm } from './rule-form.tsx'

/** Often enough for a line that tells of hours and days. */
const REFETCH_MS = 15_000

/** What the endpoint keeps, what goes next, and the way to change that. */
export function Kept({ endpoint }: { endpoint: Endpoint }) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { retention, retentionConfigured } = endpoint
  const close = () => {
    setEditing(false)
    // Where the reader was before: the button is drawn again by then.
    setTimeout(() => button.current?.focus())
  }
  return (
    <section className={styles.section} aria-labelledby="kept-title">
      <div className={styles.head}>
        <h2 id="kept-title">What is kept</h2>
        {!editing && !retentionConfigured && (
          <Button ref={button} size="compact-xs" onClick={() => setEditing(true)}>
            Change what is kept
          </Button>
        )}
      </div>
      <p className={styles.rule}>{ruleWords(retention)}</p>
      <NowStored endpoint={endpoint} />
      {retentionConfigured && (
        <p className={styles.hint}>
          The configuration file says so, under <code>retention</code> of this endpoint. It can only be
          changed there.
        </p>
      )}
      {editing && <RuleForm endpoint={endpoint} onClose={close} />}
    </section>
  )
}

function NowStored({ endpoint }: { endpoint: Endpoint }) {
  const { id, retention, counts } = endpoint
  const preview = useQuery({ ...retentionPreviewQuery(id, retention), refetchInterval: REFETCH_MS })
  const late = useDelayed(preview.isPending)
  const now = useNow(REFETCH_MS)
  const stored = storedEvents(endpoint)
  if (stored === 0) return <p className={styles.now}>No events are stored now.</p>
  const oldest = preview.data?.stored.oldest ?? null
  const next = preview.data && nextWords(preview.data.next, now)
  return (
    <>
      <p className={styles.now}>
        Now: {plural(stored, 'event')}, {formatSize(counts.bytes)} of bodies
        {oldest !== null && <>, the oldest received {sinceTime(oldest, now)}</>}.
      </p>
      {hasLimit(retention) && (
        <p className={styles.now} role="status">
          {preview.isError
            ? `What goes next is not known: ${errorText(preview.error)}`
            : (next ?? (late ? 'Working out what goes next…' : ''))}
        </p>
      )}
    </>
  )
}
