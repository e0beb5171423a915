import { useQuery } from '@tanstack/react-query'
import type { Endpoint } from '../../../../shared/endpoint.ts'
import { hasLimit } from '../../../../shared/retention.ts'
import { retentionPreviewQuery } from '../../../api/retention.ts'
import { EditableSection } from '../../../components/editable-section.tsx'
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
  const { retention, retentionConfigured } = endpoint
  return (
    <EditableSection
      id="kept"
      title="What is kept"
      verb={retentionConfigured ? null : 'Change what is kept'}
      form={(close) => <RuleForm endpoint={endpoint} onClose={close} />}
    >
      <p className={styles.rule}>{ruleWords(retention)}</p>
      <NowStored endpoint={endpoint} />
      {retentionConfigured && (
        <p className={styles.hint}>
          The configuration file says so, under <code>retention</code> of this endpoint. It can only be
          changed there.
        </p>
      )}
    </EditableSection>
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
