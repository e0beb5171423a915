import type { Check } from '../../../shared/diagnosis.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './check-list.module.css'

const names: Record<Check['check'], string> = {
  headers: 'Headers',
  timestamp: 'Timestamp',
  secret: 'Secret',
  signature: 'Signature',
}

const marks: Record<Check['outcome'], { sign: string; name: string }> = {
  pass: { sign: '✓', name: 'passed' },
  fail: { sign: '✕', name: 'failed' },
  skipped: { sign: '–', name: 'skipped' },
}

/** The four checks, each with what it found. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={styles.checks}>
      {checks.map((check) => (
        <li key={check.check} data-outcome={check.outcome}>
          <span className={styles.mark} role="img" aria-label={marks[check.outcome].name}>
            {marks[check.outcome].sign}
          </span>
          <span>{names[check.check]}</span>
          <span className={styles.found}>
            <VisibleText text={check.message} />
          </span>
        </li>
      ))}
    </ul>
  )
}
