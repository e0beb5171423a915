import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { statsQuery } from '../../api/events.ts'
import { TypeName } from '../../components/type-name.tsx'
import { withTerm } from '../../lib/filter.ts'
import { formatCount } from '../../lib/format.ts'
import styles from './type-select.module.css'

interface TypeSelectProps {
  q: string
  value: string | null
  onChange(type: string | null): void
}

/** Narrows the list to one type, or to a family of types. Counts are those of the other filters' events. */
export function TypeSelect({ q, value, onChange }: TypeSelectProps) {
  const [wanted, setWanted] = useState(false)
  const stats = useQuery({ ...statsQuery(withTerm(q, 'type', null)), enabled: wanted })
  const counts = new Map(
    stats.data?.byType.flatMap(({ type, count }) => (type === null ? [] : [[type, count] as const])),
  )
  const types = [...counts.keys()]
  const families = [
    ...new Set(types.filter((type) => type.includes('.')).map((type) => `${type.split('.', 1)[0]}.*`)),
  ]
  const inFamily = (family: string) => types.filter((type) => type.startsWith(family.slice(0, -1)))
  for (const family of families) {
    counts.set(
      family,
      inFamily(family).reduce((sum, type) => sum + (counts.get(type) ?? 0), 0),
    )
  }
  const shown = families.filter((family) => inFamily(family).length > 1)
  const missing = value !== null && !counts.has(value) ? [value] : []

  return (
    <Select
      className={styles.select ?? ''}
      aria-label="Type"
      placeholder="All types"
      data={[...new Set([...missing, ...types, ...shown])].map((type) => ({ value: type, label: type }))}
      value={value}
      onChange={onChange}
      onDropdownOpen={() => {
        setWanted(true)
        void stats.refetch()
      }}
      onFocus={() => setWanted(true)}
      onBlur={() => setWanted(false)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'All types' }}
      nothingFoundMessage={
        stats.isPending
          ? 'Loading the types'
          : stats.isError
            ? 'The types could not be loaded'
            : 'No such type'
      }
      comboboxProps={{ width: 290, position: 'bottom-start' }}
      maxDropdownHeight={360}
      renderOption={({ option }) => (
        <span className={styles.option}>
          <TypeName type={option.value} />
          <span className={styles.count}>
            {counts.has(option.value) && formatCount(counts.get(option.value) ?? 0)}
          </span>
        </span>
      )}
    />
  )
}
