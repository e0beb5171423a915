import { Button, TextInput } from '@mantine/core'
import type { Target } from '../../../../shared/target.ts'
import { VisibleText } from '../../../components/visible-text.tsx'
import styles from './settings.module.css'
import type { DraftSecret } from './target-draft.ts'

interface SecretFieldProps {
  secret: DraftSecret
  /** As it is stored. */
  current: Target['secret']
  error: string | null
  onChange(secret: DraftSecret): void
}

/** The secret that signs. It can be set and taken away, never read. */
export function SecretField({ secret, current, error, onChange }: SecretFieldProps) {
  const keep = () => onChange({ kind: 'keep' })
  if (secret.kind === 'set') {
    return (
      <div className={styles.secret}>
        <TextInput
          label="Signing secret"
          description="The one that your handler verifies with. It is kept encrypted and not shown again."
          placeholder="whsec_…"
          value={secret.text}
          onChange={(event) => onChange({ kind: 'set', text: event.currentTarget.value })}
          error={error}
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
          autoFocus
        />
        <Button onClick={keep}>{current === null ? 'Set none' : 'Keep the old one'}</Button>
      </div>
    )
  }
  const isGone = current === null || secret.kind === 'remove'
  return (
    <div>
      <p className={styles.label}>Signing secret</p>
      <div className={styles.secretLine}>
        {isGone ? (
          <span className={styles.dim}>
            {current === null
              ? 'None: requests that are signed anew use that of the event’s endpoint.'
              : 'Taken away once saved; that of the event’s endpoint signs then.'}
          </span>
        ) : (
          <code>
            <VisibleText text={current.hint} />
          </code>
        )}
        <Button size="compact-xs" onClick={() => onChange({ kind: 'set', text: '' })}>
          {isGone ? 'Set a secret' : 'Replace'}
        </Button>
        {current !== null &&
          (isGone ? (
            <Button size="compact-xs" onClick={keep}>
              Keep it
            </Button>
          ) : (
            <Button size="compact-xs" onClick={() => onChange({ kind: 'remove' })}>
              Take away
            </Button>
          ))}
      </div>
    </div>
  )
}
