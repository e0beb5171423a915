import type { Verdict } from '../../shared/verdict.ts'
import styles from './verdict-mark.module.css'

const shapes: Record<Verdict, React.ReactNode> = {
  verified: <path d="M3 8.5l3.2 3.2L13 4.8" />,
  failed: <path d="M4 4l8 8M12 4l-8 8" />,
  unsigned: <circle cx="8" cy="8" r="4.6" />,
  unchecked: <path d="M4 8h8" />,
}

/** The verdict by shape and colour; the name beside it is the caller's. */
export function VerdictMark({ verdict, size = 14 }: { verdict: Verdict; size?: number }) {
  return (
    <svg className={styles[verdict]} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[verdict]}
    </svg>
  )
}
