import { Select, TextInput } from '@mantine/core'
import type { Endpoint } from '../../../shared/endpoint.ts'
import styles from './choices.module.css'

/** What to hold the request against. */
export interface Choice {
  /** An endpoint's id, or `typed`. */
  verifyWith: string
  secret: string
  /** As it was typed; empty: what the request tells, or now. */
  receivedAt: string
}

interface ChoicesProps {
  choice: Choice
  endpoints: Endpoint[]
  issues: { secret: string | null; receivedAt: string | null }
  onChange(choice: Choice): void
}

/** Whose secret verifies the request, and when it was received. */
export function Choices({ choice, endpoints, issues, onChange }: ChoicesProps) {
  const data = [
    ...endpoints.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'typed', label: 'Another secret' },
  ]
  return (
    <div className={styles.choices}>
      <Select
        label="Verify with"
        data={data}
        value={choice.verifyWith}
        onChange={(value) => onChange({ ...choice, verifyWith: value ?? choice.verifyWith })}
        allowDeselect={false}
      />
      <TextInput
        label="Received at"
        placeholder="what the request tells, else now"
        value={choice.receivedAt}
        onChange={(event) => onChange({ ...choice, receivedAt: event.currentTarget.value })}
        error={issues.receivedAt}
        autoComplete="off"
        spellCheck={false}
      />
      {choice.verifyWith === 'typed' && (
        <TextInput
          className={styles.secret ?? ''}
          classNames={{ input: styles.masked ?? '' }}
          label="Signing secret"
          description="It is used for this answer only."
          placeholder="whsec_…"
          value={choice.secret}
          onChange={(event) => onChange({ ...choice, secret: event.currentTarget.value })}
          error={issues.secret}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
      )}
    </div>
  )
}
