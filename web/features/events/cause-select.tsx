import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CauseCode, causeCodes } from '../../../shared/diagnosis.ts'
import { statsQuery } from '../../api/events.ts'
import { causeNames } from '../../lib/cause-names.ts'
import { withTerm } from '../../lib/filter.ts'
import { formatCount } from '../../lib/format.ts'
import styles from './cause-select.module.css'

interface CauseSelectProps {
  q: string
  value: string | null
  onChange(cause: string | null): void
}

/** Narrows the list to the failures of one cause. Counts are those of the other filters' events. */
export function CauseSelect({ q, value, onChange }: CauseSelectProps) {
  const [wanted, setWanted] = useState(false)
  const stats = useQuery({ ...statsQuery(withTerm(q, 'cause', null)), enabled: wanted })
  const counts = new Map<string, number>(stats.data?.byCause.map(({ cause, count }) => [cause, count]))
  const causes = value !== null && !counts.has(value) ? [value, ...counts.keys()] : [...counts.keys()]

  return (
    <Select
      className={styles.select ?? ''}
      aria-label="Cause"
      placeholder="All causes"
      data={causes.map((cause) => ({ value: cause, label: nameOf(cause) }))}
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
      clearButtonProps={{ 'aria-label': 'All causes' }}
      nothingFoundMessage={
        stats.isPending
          ? 'Loading the causes'
          : stats.isError
            ? 'The causes could not be loaded'
            : 'No such cause'
      }
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      maxDropdownHeight={360}
      renderOption={({ option }) => (
        <span className={styles.option}>
          <span>{option.label}</span>
          <span className={styles.count}>
            {counts.has(option.value) && formatCount(counts.get(option.value) ?? 0)}
          </span>
        </span>
      )}
    />
  )
}

/** A filter that was typed may stand for several causes: `body_*`. */
function nameOf(cause: string): string {
  return isCode(cause) ? causeNames[cause] : cause
}

function isCode(cause: string): cause is CauseCode {
  return (causeCodes as readonly string[]).includes(cause)
}
