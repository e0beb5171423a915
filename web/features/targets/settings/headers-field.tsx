import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { credentialNote } from './credential.ts'
import styles from './settings.module.css'
import type { DraftHeader } from './target-draft.ts'

interface HeadersFieldProps {
  headers: DraftHeader[]
  /** Where they are sent. */
  url: string
  errorOf(row: number): string | null
  onChange(headers: DraftHeader[]): void
  onLeave(row: number): void
}

/** Headers of one's own, one a row. */
export function HeadersField({ headers, url, errorOf, onChange, onLeave }: HeadersFieldProps) {
  const edit = (row: number, part: Partial<DraftHeader>) =>
    onChange(headers.map((header, i) => (i === row ? { ...header, ...part } : header)))
  const add = () =>
    onChange([...headers, { key: 1 + Math.max(-1, ...headers.map(({ key }) => key)), name: '', value: '' }])
  return (
    <fieldset className={styles.plain}>
      <legend className={styles.label}>Own headers</legend>
      <p className={styles.hint}>
        Sent with every request, in the place of the event’s headers of that name.
      </p>
      {headers.length > 0 && (
        <ul className={styles.headers}>
          {headers.map(({ key, name, value }, row) => {
            const error = errorOf(row)
            const note = error === null ? credentialNote(name, value, url) : null
            const id = `header-note-${key}`
            const described = (error ?? note) ? { 'aria-describedby': id } : {}
            return (
              <li key={key}>
                <div className={styles.headerRow}>
                  <TextInput
                    aria-label={`Name of header ${row + 1}`}
                    placeholder="X-Environment"
                    value={name}
                    onChange={(event) => edit(row, { name: event.currentTarget.value })}
                    onBlur={() => name !== '' && onLeave(row)}
                    error={error !== null}
                    {...described}
                    autoComplete="off"
                    spellCheck={false}
                    styles={{ input: { fontFamily: 'var(--mono)' } }}
                    autoFocus={name === '' && row === headers.length - 1}
                  />
                  <TextInput
                    aria-label={`Value of header ${row + 1}`}
                    placeholder="value"
                    value={value}
                    onChange={(event) => edit(row, { value: event.currentTarget.value })}
                    onBlur={() => onLeave(row)}
                    {...described}
                    autoComplete="off"
                    spellCheck={false}
                    styles={{ input: { fontFamily: 'var(--mono)' } }}
                  />
                  <ActionIcon
                    aria-label={`Leave out header ${row + 1}`}
                    onClick={() => onChange(headers.filter((_, i) => i !== row))}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                </div>
                {error !== null ? (
                  <p id={id} className={styles.error}>
                    {error}
                  </p>
                ) : (
                  note && (
                    <p id={id} className={note.isWarning ? styles.warning : styles.hint}>
                      {note.text}
                    </p>
                  )
                )}
              </li>
            )
          })}
        </ul>
      )}
      <Button mt={6} size="compact-xs" leftSection={<IconPlus size={13} />} onClick={add}>
        Add a header
      </Button>
    </fieldset>
  )
}
