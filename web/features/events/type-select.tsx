import type { Stats } from '../../../shared/api.ts'
import { TypeName } from '../../components/type-name.tsx'
import { withTerm } from '../../lib/filter.ts'
import { CountedSelect } from './counted-select.tsx'
import styles from './filter-selects.module.css'

interface TypeSelectProps {
  q: string
  value: string | null
  onChange(type: string | null): void
}

/** Narrows the list to one type, or to a family of types. Counts are those of the other filters' events. */
export function TypeSelect({ q, ...choice }: TypeSelectProps) {
  return (
    <CountedSelect
      {...choice}
      className={styles.type}
      what="type"
      q={withTerm(q, 'type', null)}
      read={readTypes}
      nameOf={(type) => type}
      show={(type) => <TypeName type={type} />}
      width={290}
    />
  )
}

/** The types, then the families that have several of them: `user.*`. */
function readTypes({ byType }: Stats) {
  const types = byType.flatMap(({ type, count }) => (type === null ? [] : [[type, count] as const]))
  const families = new Map<string, number[]>()
  for (const [type, count] of types) {
    if (!type.includes('.')) continue
    const family = `${type.split('.', 1)[0]}.*`
    families.set(family, [...(families.get(family) ?? []), count])
  }
  const sums = [...families].flatMap(([family, counts]) =>
    counts.length < 2 ? [] : [[family, counts.reduce((sum, count) => sum + count)] as const],
  )
  return [...types, ...sums]
}
