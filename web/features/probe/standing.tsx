import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ProbeReport } from '../../../shared/probe.ts'
import { countsInWords, verdictInWords } from '../../../shared/probe-report/words.ts'
import { cancelProbe, probeQuery } from '../../api/probes.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { notifyFailed } from '../../components/notify.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { fullTime } from '../../lib/time.ts'
import styles from './report-page.module.css'

/** What it comes to, in a sentence; while it runs, how far it is. */
export function Standing({ report }: { report: ProbeReport }) {
  const { url, targetName, signedWith, startedAt, state, counts, checks, checked } = report
  const isRunning = state === 'running'
  return (
    <div className={styles.standing}>
      <div className={styles.line}>
        <p role="status">
          <strong className={styles.verdict} data-danger={counts.danger > 0} data-ok={report.ok}>
            {verdictInWords(report)}
          </strong>{' '}
          {checked > 0 && <span className={styles.counts}>{countsInWords(counts)}</span>}
        </p>
        {isRunning ? <Stop id={report.id} /> : <LinkButton to="/probe">New probe</LinkButton>}
      </div>
      {isRunning && (
        <span
          className={styles.bar}
          role="progressbar"
          aria-label="The probe"
          aria-valuemin={0}
          aria-valuemax={checks}
          aria-valuenow={checked}
        >
          <span style={{ width: `${(100 * checked) / Math.max(1, checks)}%` }} />
        </span>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{targetName === null ? 'URL' : 'Target'}</dt>
          <dd>
            {targetName !== null && (
              <>
                <VisibleText text={targetName} />{' '}
              </>
            )}
            <code>
              <VisibleText text={url} />
            </code>
          </dd>
        </div>
        <div>
          <dt>Signed with</dt>
          <dd>
            <VisibleText text={signedWith} />
          </dd>
        </div>
        <div>
          <dt>Started</dt>
          <dd>{fullTime(startedAt)}</dd>
        </div>
      </dl>
    </div>
  )
}

function Stop({ id }: { id: string }) {
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => cancelProbe(id),
    onSuccess: (report) => client.setQueryData(probeQuery(id).queryKey, report),
    onError: (error) => {
      notifyFailed('The probe was not stopped', error)
      void client.invalidateQueries({ queryKey: probeQuery(id).queryKey })
    },
  })
  return (
    <Button loading={stop.isPending} onClick={() => stop.mutate()}>
      Stop
    </Button>
  )
}
