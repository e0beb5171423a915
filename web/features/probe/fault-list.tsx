import { lazy, Suspense } from 'react'
import type { CauseCode } from '../../../shared/diagnosis.ts'
import type { ProbeFault, ProbeReport } from '../../../shared/probe.ts'
import { faultSentence } from '../../../shared/probe-report/words.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { useStored } from '../../lib/use-stored.ts'
import { OutcomeMark } from './outcome-mark.tsx'
import styles from './report-page.module.css'

const Recipes = lazy(() =>
  import('../../components/diagnosis/recipes.tsx').then((module) => ({ default: module.Recipes })),
)

/** What is wrong with the handler, by name, the gravest first. */
export function FaultList({ report: { faults } }: { report: ProbeReport }) {
  if (faults.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="probe-faults">
      <h2 id="probe-faults">What is wrong</h2>
      {faults.map((fault) => (
        <Fault key={fault.code} fault={fault} />
      ))}
    </section>
  )
}

const severityWords = { danger: 'Danger', failed: null, advice: 'Advice' }

function Fault({ fault }: { fault: ProbeFault }) {
  const { severity, why, fix, cause } = fault
  return (
    <article className={styles.fault} data-severity={severity}>
      <h3>
        <OutcomeMark kind={severity} />
        {severityWords[severity] !== null && (
          <span className={styles.severity}>{severityWords[severity]}</span>
        )}
        {faultSentence(fault)}
      </h3>
      <p>
        <VisibleText text={why} />
      </p>
      <p>
        <strong>Fix.</strong> {fix}
      </p>
      {cause !== null && <Code cause={cause} />}
    </article>
  )
}

function Code({ cause }: { cause: CauseCode }) {
  const [framework, setFramework] = useStored('framework', (stored) => stored)
  return (
    <details className={styles.code}>
      <summary>In your framework</summary>
      <Suspense>
        <Recipes code={cause} framework={framework} onFramework={setFramework} />
      </Suspense>
    </details>
  )
}
