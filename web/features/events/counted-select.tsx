import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Stats } from '../../../shared/api.ts'
import { capital } from '../../../shared/capital.ts'
import { statsQuery } from '../../api/events.ts'
import { formatCount } from '../../lib/format.ts'
import styles from './counted-select.module.css'

interface CountedSelectProps {
  /** `cause` */
  what: string
  /** The filter without what is chosen here: its events are counted. */
  q: string
  /** What can be chosen, with the number of events, from the counts of `q`. */
  read(stats: Stats): (readonly [value: string, count: number])[]
  nameOf(value: string): string
  /** Its name as it is shown in the list. */
  show?(value: string): ReactNode
  value: string | null
  onChange(value: string | null): void
  /** Of the list, in pixels. */
  width: number
  className?: string | undefined
}

/** Narrows the list to one value of a field. What there is, and how often, is asked for when somebody wants to choose. */
export function CountedSelect(props: CountedSelectProps) {
  const { what, q, read, nameOf, show = nameOf, value, onChange, width, className } = props
  const [wanted, setWanted] = useState(false)
  const stats = useQuery({ ...statsQuery(q), enabled: wanted })
  const counts = new Map(stats.data && read(stats.data))
  // What was typed may stand for several, or for none: it is shown all the same.
  const values = value === null || counts.has(value) ? [...counts.keys()] : [value, ...counts.keys()]
  const all = `All ${what}s`

  return (
    <Select
      className={className ?? ''}
      aria-label={capital(what)}
      placeholder={all}
      data={values.map((each) => ({ value: each, label: nameOf(each) }))}
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
      clearButtonProps={{ 'aria-label': all }}
      nothingFoundMessage={
        stats.isPending
          ? `Loading the ${what}s`
          : stats.isError
            ? `The ${what}s could not be loaded`
            : `No such ${what}`
      }
      comboboxProps={{ width, position: 'bottom-start' }}
      maxDropdownHeight={360}
      renderOption={({ option }) => (
        <span className={styles.option}>
          <span className={styles.name}>{show(option.value)}</span>
          <span className={styles.count}>
            {counts.has(option.value) && formatCount(counts.get(option.value) ?? 0)}
          </span>
        </span>
      )}
    />
  )
}
