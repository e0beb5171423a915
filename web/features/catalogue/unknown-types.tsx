import { Link } from '@tanstack/react-router'
import type { UnknownType } from '../../../shared/catalogue.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { withTerm } from '../../lib/filter.ts'
import { formatCount } from '../../lib/format.ts'
import styles from './unknown-types.module.css'

/** Types that came and have no schema, with the way to their events. */
export function UnknownTypes({ types }: { types: readonly UnknownType[] }) {
  if (types.length === 0) return null
  return (
    <section className={styles.unknown} aria-labelledby="unknown-types">
      <h2 id="unknown-types">Received, and without a schema</h2>
      <p>
        Name a JSON Schema for each in the configuration file, under <code>schemas</code>, and its events are
        checked as those of Stack are.
      </p>
      <ul>
        {types.map(({ type, endpointSlug, count }) => (
          <li key={`${endpointSlug} ${type}`}>
            <Link to="/" search={{ q: withTerm(`endpoint:${endpointSlug}`, 'type', type) }}>
              <VisibleText text={type} />
            </Link>{' '}
            {formatCount(count)} at {endpointSlug}
          </li>
        ))}
      </ul>
    </section>
  )
}
