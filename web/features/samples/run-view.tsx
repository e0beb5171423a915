import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { SAMPLE_HEADER, type SampleResult, type SampleRun } from '../../../shared/sample.ts'
import { scenarioOf } from '../../../shared/stack/scenarios/index.ts'
import { cancelSampleRun, sampleRunQuery } from '../../api/samples.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { errorText } from '../../components/message.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { runWords } from './run-words.ts'
import styles from './samples.module.css'

/** Longer runs show only what was not expected. */
const MAX_SHOWN = 30

interface RunViewProps {
  /** As it was started. */
  started: SampleRun
  /** Goes back to the form, for others with the same seed. */
  onAnother(): void
  /** Shows the events that match. */
  onShow(q: string): void
}

/** How far samples are that are being sent, and what came of each. */
export function RunView({ started, onAnother, onShow }: RunViewProps) {
  const client = useQueryClient()
  const query = sampleRunQuery(started.id)
  const { data: run = started, error } = useQuery(query)
  const cancel = useMutation({
    mutationFn: () => cancelSampleRun(started.id),
    onSuccess: (ended) => client.setQueryData(query.queryKey, ended),
  })
  const isRunning = run.state === 'running'
  const name = scenarioOf(run.scenario ?? '')?.label ?? run.type
  return (
    <div className={styles.form}>
      <p>
        {name}, to <VisibleText text={run.endpoint ?? run.url ?? ''} />
      </p>
      <progress
        className={styles.bar}
        aria-label="Samples sent"
        max={Math.max(1, run.total)}
        value={run.sent}
      />
      <p role="status" className={styles.words}>
        {runWords(run)}
      </p>
      {(error ?? cancel.error) && (
        <p role="alert" className={styles.error}>
          {errorText(error ?? cancel.error)}
        </p>
      )}
      {run.error !== null && (
        <p role="alert" className={styles.error}>
          <VisibleText text={run.error} />
        </p>
      )}
      <Results results={run.results.filter(({ isExpected }) => run.total <= MAX_SHOWN || !isExpected)} />
      <p className={styles.seed}>
        Seed{' '}
        <code>
          <VisibleText text={run.seed} />
        </code>
        <CopyButton text={run.seed} label="Copy the seed" />
      </p>
      <Group justify="flex-end" gap={8}>
        {isRunning ? (
          <Button onClick={() => cancel.mutate()} loading={cancel.isPending} data-autofocus>
            Cancel
          </Button>
        ) : (
          <Button onClick={onAnother}>Send another with this seed</Button>
        )}
        {run.endpoint !== null && (
          <Button
            variant="filled"
            disabled={run.sent === 0}
            onClick={() => onShow(`header.${SAMPLE_HEADER}:${run.id}`)}
          >
            Show the events
          </Button>
        )}
      </Group>
    </div>
  )
}

function Results({ results }: { results: SampleResult[] }) {
  if (results.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
    <section className={styles.results} aria-label="What was sent" tabIndex={0}>
      <ol>
        {results.map((result, index) => (
          <li key={`${result.messageId} ${index}`}>
            <Outcome result={result} />
            <span className={styles.type}>{result.type}</span>
            {result.note !== null && <span className={styles.note}>{result.note}</span>}
            {!result.isExpected && (
              <span className={styles.error}>
                <VisibleText text={wrongWords(result)} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Outcome({ result: { verdict, status } }: { result: SampleResult }) {
  if (verdict === null) return <span className={styles.status}>{status ?? 'none'}</span>
  return (
    <span className={styles.status}>
      <VerdictMark verdict={verdict} />
      <span className={styles.hidden}>{verdict}</span>
    </span>
  )
}

function wrongWords({ error, answer, verdict }: SampleResult): string {
  if (error !== null) return answer === null ? error : `${error} It says: ${answer}`
  return verdict === null || verdict === 'verified'
    ? 'It was taken, though something is wrong with it.'
    : 'It was not verified.'
}
