import { Select } from '@mantine/core'
import { flags } from '../../../shared/flag.ts'
import { flagNames } from '../../lib/flag-words.ts'
import styles from './filter-selects.module.css'

/** Narrows the list to what is odd beside other events. */
export function FlagSelect({
  value,
  onChange,
}: {
  value: string | null
  onChange(flag: string | null): void
}) {
  return (
    <Select
      className={styles.narrow ?? ''}
      aria-label="Flag"
      placeholder="All flags"
      data={flags.map((flag) => ({ value: flag, label: flagNames[flag] }))}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': 'All flags' }}
    />
  )
}
