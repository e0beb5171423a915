import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MAX_SAMPLES, type TamperableCause, tamperableCauses } from '../../../shared/sample.ts'
import { causeNames } from '../../lib/cause-names.ts'
import type { DraftProblems, SampleDraft } from './draft.ts'
import styles from './samples.module.css'

interface OptionsProps {
  draft: SampleDraft
  isScenario: boolean
  problems: DraftProblems
  onChange(part: Partial<SampleDraft>): void
}

/** What most samples do not need, behind a button. */
export function Options(props: OptionsProps) {
  const { draft, problems } = props
  const isUsed = draft.overrides !== '' || draft.tamper !== null || draft.seed !== '' || draft.count !== 1
  const [isOpen, setOpen] = useState(isUsed)
  // What is wrong must be seen.
  const isShown = isOpen || problems.overrides !== undefined || problems.count !== undefined
  return (
    <div>
      <Button size="compact-sm" aria-expanded={isShown} onClick={() => setOpen(!isShown)}>
        {isShown ? 'Fewer options' : 'More options'}
      </Button>
      {isShown && <Fields {...props} />}
    </div>
  )
}

function Fields({ draft, isScenario, problems, onChange }: OptionsProps) {
  return (
    <div className={styles.options}>
      {!isScenario && (
        <Textarea
          label="Values of its data"
          description="A JSON object to lay over it. The payload need not be valid: the event says how it is."
          placeholder='{"display_name": "Ada"}'
          value={draft.overrides}
          onChange={(event) => onChange({ overrides: event.currentTarget.value })}
          error={problems.overrides}
          autosize
          minRows={2}
          maxRows={8}
          size="xs"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12, lineHeight: '19px' } }}
        />
      )}
      <Select
        label="Fault"
        placeholder="None"
        data={faults}
        value={draft.tamper}
        onChange={(tamper) => onChange({ tamper: tamper as TamperableCause | null })}
        clearable
        searchable
        nothingFoundMessage="No fault is called that."
        clearButtonProps={{ 'aria-label': 'No fault' }}
      />
      <TextInput
        label="Seed"
        placeholder="A new one"
        description="The same seed gives the same users and teams, in every scenario."
        value={draft.seed}
        onChange={(event) => onChange({ seed: event.currentTarget.value })}
        error={problems.seed}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
      />
      <NumberInput
        label="How often"
        value={draft.count ?? ''}
        onChange={(count) => onChange({ count: typeof count === 'number' && count >= 1 ? count : null })}
        error={problems.count}
        min={1}
        max={MAX_SAMPLES}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        hideControls
        size="xs"
      />
    </div>
  )
}

const faults = tamperableCauses.map((code) => ({ value: code, label: causeNames[code] }))
