import { Select } from '@mantine/core'
import { useId, useRef } from 'react'
import { type Forward, type SignatureMode, signatureModes } from '../../../../shared/target.ts'
import { QueryBox } from '../../../components/query/query-box.tsx'
import { errorOf } from '../../../components/query/query-error-of.ts'
import type { QueryField } from '../../../components/query/query-input.tsx'
import { useCompletion } from '../../../components/query/use-completion.ts'
import { Switch } from '../../../components/switch.tsx'
import styles from './settings.module.css'

const modes: Record<SignatureMode, { label: string; hint: string }> = {
  original: {
    label: 'As it comes',
    hint: 'The sender’s own signature goes along, good while its timestamp is recent.',
  },
  resign: {
    label: 'Signed anew',
    hint: 'The same bytes and message id, with a fresh timestamp, signed with the secret below or that of the event’s endpoint.',
  },
  none: { label: 'Without a signature', hint: 'Signature headers are left out.' },
}

interface ForwardFieldsProps {
  forward: Forward
  /** What is wrong with the query; null: nothing, or it is being typed. */
  error: string | null
  onChange(forward: Forward): void
  onLeave(): void
}

/** Which new events are sent on, and how. */
export function ForwardFields({ forward, error, onChange, onLeave }: ForwardFieldsProps) {
  const { enabled, query, signature, inOrder } = forward
  const change = (part: Partial<Forward>) => onChange({ ...forward, ...part })
  return (
    <fieldset className={styles.group}>
      <legend>Forward</legend>
      <Switch
        label="Send each new event that matches, as it arrives"
        checked={enabled}
        onChange={(checked) => change({ enabled: checked })}
      />
      <QueryRow query={query} error={error} onChange={(next) => change({ query: next })} onLeave={onLeave} />
      <div className={styles.pair}>
        <Select
          label="Signature"
          description={modes[signature].hint}
          inputWrapperOrder={['label', 'input', 'description']}
          data={signatureModes.map((mode) => ({ value: mode, label: modes[mode].label }))}
          value={signature}
          allowDeselect={false}
          onChange={(mode) => mode && change({ signature: mode })}
        />
        <div className={styles.order}>
          <Switch label="In order" checked={inOrder} onChange={(checked) => change({ inOrder: checked })} />
          <p className={styles.hint}>
            Events about one entity go one after the other. One that fails holds up the next until it is given
            up.
          </p>
        </div>
      </div>
    </fieldset>
  )
}

function QueryRow({
  query,
  error,
  onChange,
  onLeave,
}: {
  query: string
  error: string | null
  onChange(query: string): void
  onLeave(): void
}) {
  const field = useRef<QueryField>(null)
  const list = useCompletion(query)
  const [id, errorId] = [useId(), useId()]
  return (
    <div>
      <label htmlFor={id} className={styles.label}>
        Which events
      </label>
      <QueryBox
        id={id}
        placeholder="Every event. Or in the search language: type:user.*"
        text={query}
        error={error === null ? null : errorOf(query)}
        errorSaidBy={errorId}
        field={field}
        list={list}
        onType={onChange}
        onApply={onChange}
        onSubmit={onLeave}
        onLeave={onLeave}
      />
      {error !== null && (
        <p id={errorId} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  )
}
