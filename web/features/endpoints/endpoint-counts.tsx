import { Link } from '@tanstack/react-router'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { verdicts } from '../../../shared/verdict.ts'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { formatCount, plural } from '../../lib/format.ts'
import styles from './endpoint-counts.module.css'

/** Stored events by verdict; each number leads to the events it counts. */
export function EndpointCounts({ endpoint }: { endpoint: Endpoint }) {
  const { counts, slug } = endpoint
  return (
    <section className={styles.section} aria-labelledby="counts-title">
      <h2 id="counts-title">Received</h2>
      <ul className={styles.counts}>
        {verdicts.map((verdict) => (
          <li key={verdict}>
            <Link to="/" search={{ q: `endpoint:${slug} verdict:${verdict}` }} className={styles.count}>
              <span className={styles.number}>{formatCount(counts[verdict])}</span>
              <span className={styles.name}>
                <VerdictMark verdict={verdict} size={13} />
                {verdict}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {counts.refused > 0 && (
        <p className={styles.refused}>
          {plural(counts.refused, 'request was', 'requests were')} refused, and not kept: the body was over
          the limit.
        </p>
      )}
    </section>
  )
}
