import { useDelayed } from '../lib/use-delayed.ts'
import styles from './placeholder-rows.module.css'

/** Grey bars where rows will be. Shown only if loading takes longer than a blink. */
export function PlaceholderRows({
  label,
  rows = 12,
  height = 34,
}: {
  label: string
  rows?: number
  height?: number
}) {
  const late = useDelayed(true)
  return (
    <div role="status" aria-label={label} className={styles.rows}>
      {late &&
        Array.from({ length: rows }, (_, row) => (
          <div key={row} className={styles.row} style={{ height }}>
            <span style={{ width: `${30 + ((row * 37) % 50)}%` }} />
          </div>
        ))}
    </div>
  )
}
