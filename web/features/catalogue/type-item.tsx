import { Link } from '@tanstack/react-router'
import type { CatalogueType } from '../../../shared/catalogue.ts'
import { TypeName } from '../../components/type-name.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatCount } from '../../lib/format.ts'
import { fullTime, sinceTime } from '../../lib/time.ts'
import styles from './type-item.module.css'

/** A type in the list: its name, what it tells, and how often it came. */
export function TypeItem({ type }: { type: CatalogueType }) {
  const { received, endpointSlug } = type
  return (
    <li>
      <Link
        to="/catalogue/$type"
        params={{ type: type.type }}
        search={endpointSlug === null ? {} : { endpoint: endpointSlug }}
        className={styles.item}
      >
        <span className={styles.name}>
          <TypeName type={type.type} />
          {endpointSlug !== null && <span className={styles.aside}>at {endpointSlug}</span>}
          {type.undocumented && <span className={styles.aside}>undocumented</span>}
        </span>
        <span className={styles.label}>
          <VisibleText text={type.sentWhen ?? type.label} />
        </span>
        <span
          className={styles.received}
          title={received ? `Last at ${fullTime(received.lastAt)}` : undefined}
        >
          {received === null
            ? 'none yet'
            : `${formatCount(received.count)}, last ${sinceTime(received.lastAt, Date.now())}`}
        </span>
      </Link>
    </li>
  )
}
