import styles from './type-name.module.css'
import { VisibleText } from './visible-text.tsx'

const families = [
  'user',
  'team',
  'team_membership',
  'team_permission',
  'project_permission',
  'issue',
  'stack',
]

/** An event's type with the dot of its family; a request without a type shows a dash. */
export function TypeName({ type }: { type: string | null }) {
  const family = type?.split('.', 1)[0] ?? ''
  const known = families.includes(family) ? family : 'other'
  return (
    <span className={styles.type}>
      <span
        className={type === null ? styles.ring : styles.dot}
        style={{ '--family': `var(--family-${known})` } as React.CSSProperties}
      />
      {type === null ? <span className={styles.none}>no type</span> : <VisibleText text={type} />}
    </span>
  )
}
