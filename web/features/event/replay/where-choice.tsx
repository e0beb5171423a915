import { Select, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Target } from '../../../../shared/target.ts'
import { VisibleText } from '../../../components/visible-text.tsx'
import { circuitWords } from '../../../lib/target-words.ts'
import { visibleString } from '../../../lib/visible-text.ts'
import type { ReplayDraft } from './draft.ts'
import styles from './replay-form.module.css'

interface WhereChoiceProps {
  draft: ReplayDraft
  targets: Target[]
  problem: string | null
  onChange(part: Partial<ReplayDraft>): void
}

/** Where it goes: a target by its name, or a URL that is typed. */
export function WhereChoice({ draft, targets, problem, onChange }: WhereChoiceProps) {
  const target = targets.find(({ id }) => id === draft.to)
  const isDown = target !== undefined && target.circuit.state !== 'closed'
  const down = isDown ? circuitWords(target.circuit, Date.now()) : null
  const data = [
    ...targets.map(({ id, name }) => ({ value: id, label: visibleString(name) })),
    { value: 'url', label: 'Another URL' },
  ]
  return (
    <div className={styles.where}>
      {targets.length > 0 && (
        <Select
          label="Send to"
          data={data}
          value={draft.to}
          onChange={(to) => onChange({ to: to ?? draft.to })}
          allowDeselect={false}
          {...(draft.to === 'url' ? {} : { 'data-autofocus': true })}
        />
      )}
      {draft.to === 'url' ? (
        <TextInput
          className={styles.url ?? ''}
          label={targets.length > 0 ? 'URL' : 'Send to'}
          placeholder="http://localhost:3000/api/webhooks"
          value={draft.url}
          onChange={(event) => onChange({ url: event.currentTarget.value })}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
          styles={{ input: { fontFamily: 'var(--mono)' } }}
          data-autofocus
        />
      ) : (
        <p className={styles.goal}>
          <VisibleText text={target?.url ?? ''} />
          {down !== null && (
            <span className={styles.down}>
              <VisibleText text={down} />
            </span>
          )}
        </p>
      )}
      <Link className={styles.new} to="/targets">
        New target…
      </Link>
    </div>
  )
}
