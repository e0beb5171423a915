import { Button } from '@mantine/core'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { DriftLine } from '../../components/drift-line.tsx'
import { FailureLine } from '../../components/failure-line.tsx'
import { ReverifyLine } from '../../components/reverify/reverify-line.tsx'
import { useReverify } from '../../components/reverify/use-reverify.ts'
import styles from './stored-events.module.css'

/** What the stored events' failures have in common, and how to check all events again. */
export function StoredEvents({ endpoint }: { endpoint: Endpoint }) {
  const reverify = useReverify(endpoint)
  return (
    <section className={styles.section} aria-labelledby="stored-title">
      <h2 id="stored-title">Stored events</h2>
      <p className={styles.lead}>
        An event keeps its verdict until it is checked again, as of the time at which it came.
      </p>
      <FailureLine endpoint={endpoint} named={false} />
      <DriftLine endpoint={endpoint} named={false} />
      <div className={styles.again}>
        <ReverifyLine
          endpoint={endpoint}
          reverify={reverify}
          idle={<Button onClick={() => reverify.check()}>Check stored events again</Button>}
        />
      </div>
    </section>
  )
}
