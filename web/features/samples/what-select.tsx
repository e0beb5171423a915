import { Select } from '@mantine/core'
import { eventTypeOf, families } from '../../../shared/stack/registry.ts'
import { scenarioOf, scenarios } from '../../../shared/stack/scenarios/index.ts'
import styles from './samples.module.css'

interface WhatSelectProps {
  /** A type, or the name of a scenario. */
  value: string
  onChange(value: string): void
}

/** Chooses a scenario, or a type by its family, and says what it is. */
export function WhatSelect({ value, onChange }: WhatSelectProps) {
  return (
    <>
      <Select
        label="What"
        data={choices}
        value={value}
        onChange={(chosen) => onChange(chosen ?? value)}
        allowDeselect={false}
        searchable
        nothingFoundMessage="Nothing is called that."
        maxDropdownHeight={320}
        styles={{ input: { fontFamily: 'var(--mono)' }, option: { fontFamily: 'var(--mono)' } }}
      />
      <p className={styles.meaning}>{scenarioOf(value)?.shows ?? eventTypeOf(value)?.sentWhen}</p>
    </>
  )
}

const choices = [
  { group: 'Scenarios', items: scenarios.map(({ name }) => name) },
  ...families.map(({ label, types }) => ({ group: label, items: types.map(({ type }) => type) })),
]
