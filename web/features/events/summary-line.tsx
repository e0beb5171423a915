import { Link } from '@tanstack/react-router'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import type { Filter } from '../../lib/filter.ts'
import styles from './summary-line.module.css'
import { describeTotals } from './totals.ts'
import { useTotals } from './use-totals.ts'

interface SummaryLineProps {
  q: string
  filter: Filter
  endpoint: Endpoint | null
}

/** How many events the filter matches, and how many of them failed; where the endpoint listens. */
export function SummaryLine({ q, filter, endpoint }: SummaryLineProps) {
  const totals = useTotals(q, filter)
  return (
    <div className={styles.line}>
      <span className={styles.totals}>
        {totals === null ? ' ' : <Sentence {...describeTotals(totals)} />}
      </span>
      {endpoint && (
        <span className={styles.endpoint}>
          <Link
            to="/endpoints/$slug"
            params={{ slug: endpoint.slug }}
            className={styles.url}
            title={`${endpoint.ingestUrl}: settings and secrets`}
          >
            {endpoint.ingestUrl}
          </Link>
          <CopyButton text={endpoint.ingestUrl} label="Copy the ingest URL" />
        </span>
      )}
    </div>
  )
}

function Sentence({ count, failed }: { count: string; failed: string | null }) {
  return (
    <>
      {count}
      {failed !== null && (
        <>
          , <span className={styles.failed}>{failed}</span>
        </>
      )}
    </>
  )
}
