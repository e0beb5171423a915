import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { KEPT_PROBES, type ProbeSummary } from '../../../shared/probe.ts'
import { countsInWords, verdictInWords } from '../../../shared/probe-report/words.ts'
import { probesQuery } from '../../api/probes.ts'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { fullTime, sinceTime } from '../../lib/time.ts'
import { OutcomeMark } from './outcome-mark.tsx'
import styles from './probe-page.module.css'

/** The probes that the server remembers. */
export function RecentProbes() {
  const probes = useQuery(probesQuery)
  return (
    <section className={styles.recent} aria-labelledby="recent-probes">
      <h2 id="recent-probes">Recent probes</h2>
      {probes.data === undefined ? (
        <NotLoaded query={probes} what="the probes" rows={3} height={52} />
      ) : probes.data.length === 0 ? (
        <p className={styles.none}>
          None yet. The newest {KEPT_PROBES} stay until Hooklens stops; download a report to keep it.
        </p>
      ) : (
        <ul className={styles.list}>
          {probes.data.map((probe) => (
            <Item key={probe.id} probe={probe} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Item({ probe }: { probe: ProbeSummary }) {
  const { id, url, targetName, startedAt, counts, ok, state } = probe
  const kind = counts.danger > 0 ? 'danger' : ok ? 'passed' : state === 'done' ? 'failed' : 'skipped'
  return (
    <li className={styles.item}>
      <OutcomeMark kind={kind} />
      <Link to="/probe/$probeId" params={{ probeId: id }} className={styles.name}>
        <VisibleText text={targetName === null ? url : `${targetName}: ${url}`} />
      </Link>
      <time className={styles.time} title={fullTime(startedAt)}>
        {sinceTime(startedAt, Date.now())}
      </time>
      <p className={styles.words}>
        {verdictInWords(probe)} {state !== 'running' && countsInWords(counts)}
      </p>
    </li>
  )
}
