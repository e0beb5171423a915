import type { outcomeWord } from '../../../shared/probe-report/words.ts'
import styles from './outcome-mark.module.css'

export type OutcomeKind = ReturnType<typeof outcomeWord>

const shapes: Record<OutcomeKind, React.ReactNode> = {
  danger: <path d="M8 2.2L14.4 13.4H1.6ZM8 6.4v3.4M8 11.4v.4" />,
  failed: <path d="M4 4l8 8M12 4l-8 8" />,
  advice: <circle cx="8" cy="8" r="4.6" />,
  skipped: <path d="M4 8h8" />,
  passed: <path d="M3 8.5l3.2 3.2L13 4.8" />,
}

/** An outcome by shape and colour; the word for it is the caller's. */
export function OutcomeMark({ kind, size = 14 }: { kind: OutcomeKind; size?: number }) {
  return (
    <svg
      className={styles.mark}
      data-kind={kind}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {shapes[kind]}
    </svg>
  )
}
