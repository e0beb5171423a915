import { Link } from '@tanstack/react-router'
import { fullTime } from '../../lib/time.ts'
import styles from './list-place.module.css'

/** Says that the list does not begin at the newest event, and leads back there. */
export function ListPlace({ q, at }: { q: string; at: number }) {
  return (
    <p className={styles.line}>
      <span className={styles.at}>Opened at {fullTime(at).replace(/\.000$/, '')}</span>
      <Link to="/" search={q === '' ? {} : { q }} className={styles.back}>
        Back to the newest
      </Link>
    </p>
  )
}
