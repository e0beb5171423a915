import { Button, Group, TextInput } from '@mantine/core'
import { readRetry, retryMeaning, retryPresets, retryText } from '../../../lib/retry-words.ts'
import styles from './settings.module.css'

interface RetryFieldProps {
  text: string
  error: string | null
  onChange(text: string): void
  onLeave(): void
}

/** How long after each failed attempt the next one follows. */
export function RetryField({ text, error, onChange, onLeave }: RetryFieldProps) {
  const { retry } = readRetry(text)
  return (
    <fieldset className={styles.group}>
      <legend>After a failure</legend>
      <TextInput
        label="Waits between attempts"
        placeholder="None: one attempt"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onLeave}
        error={error}
        autoComplete="off"
        spellCheck={false}
      />
      <Group gap={6}>
        {retryPresets.map((preset) => (
          <Button
            key={preset.name}
            size="compact-xs"
            aria-pressed={retry !== null && retryText(retry) === retryText(preset.retry)}
            title={retryText(preset.retry) || 'One attempt'}
            onClick={() => onChange(retryText(preset.retry))}
          >
            {preset.name}
          </Button>
        ))}
      </Group>
      <p className={styles.hint} role="status">
        {retry === null ? 'The waits cannot be read yet.' : retryMeaning(retry)}
      </p>
    </fieldset>
  )
}
