import { Select, TextInput } from '@mantine/core'
import type { SecretSummary } from '../../../../shared/endpoint.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import type { SignatureMode, signatureModes, Target } from '../../../../shared/target.ts'
import { Choice } from '../../../components/choice.tsx'
import { shortId } from '../../../lib/format.ts'
import { relativeTime } from '../../../lib/time.ts'
import { visibleString } from '../../../lib/visible-text.ts'
import { type ReplayDraft, signatureMeaning } from './draft.ts'
import styles from './replay-form.module.css'

interface PartProps {
  draft: ReplayDraft
  event: EventDetail
  onChange(part: Partial<ReplayDraft>): void
}

const modes: Record<SignatureMode, string> = {
  resign: 'Sign anew',
  original: 'Original',
  none: 'No signature',
}

/** How it is signed, with what each way means for the handler. */
export function SignatureChoice({ draft, event, onChange }: PartProps) {
  const now = Date.now()
  return (
    <Choice
      label="Signature"
      value={draft.signature}
      onChange={(signature) => onChange({ signature })}
      options={(
        ['resign', 'original', 'none'] satisfies SignatureMode[] as (typeof signatureModes)[number][]
      ).map((value) => ({
        value,
        name: modes[value],
        meaning: signatureMeaning(value, event, now, relativeTime),
      }))}
    />
  )
}

/** The same message once more, or another one. */
export function MessageIdChoice({ draft, event, onChange }: PartProps) {
  const own = event.messageId
  return (
    <Choice
      label="Message id"
      value={draft.newMessageId ? 'new' : 'same'}
      onChange={(value) => onChange({ newMessageId: value === 'new' })}
      options={[
        {
          value: 'same',
          name: 'The same',
          meaning:
            own === null
              ? 'This event came without one; where it is signed anew, one is made.'
              : `${visibleString(shortId(own, 12, 6))}: your handler sees a duplicate, which must do no harm.`,
        },
        {
          value: 'new',
          name: 'A new one',
          meaning: 'A fresh id: your handler sees a message that it never had.',
        },
      ]}
    />
  )
}

interface SecretChoiceProps {
  draft: ReplayDraft
  target: Target | null
  secrets: SecretSummary[]
  problem: string | null
  onChange(part: Partial<ReplayDraft>): void
}

/** The secret that signs. */
export function SecretChoice({ draft, target, secrets, problem, onChange }: SecretChoiceProps) {
  const isTyped = draft.secret === 'typed'
  const hasDefault = (target?.secret ?? null) !== null || secrets.length > 0
  const data = [
    ...(hasDefault ? [{ value: 'default', label: defaultWords(target, secrets) }] : []),
    ...secrets.map(({ id, label, hint }) => ({ value: id, label: `${visibleString(label)}, ${hint}` })),
    { value: 'typed', label: 'Another secret' },
  ]
  return (
    <div className={styles.secret}>
      <Select
        label="Signed with"
        data={data}
        value={hasDefault || isTyped ? draft.secret : null}
        placeholder="Choose a secret"
        onChange={(secret) => onChange({ secret: secret ?? draft.secret })}
        allowDeselect={false}
        error={
          !hasDefault && !isTyped
            ? 'This endpoint has no secret. Paste the one your handler verifies with.'
            : null
        }
      />
      {isTyped && (
        <TextInput
          classNames={{ input: styles.masked ?? '' }}
          label="Signing secret"
          placeholder="whsec_…"
          value={draft.typedSecret}
          onChange={(event) => onChange({ typedSecret: event.currentTarget.value })}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
      )}
    </div>
  )
}

function defaultWords(target: Target | null, secrets: SecretSummary[]): string {
  if (target?.secret) return `The target’s own, ${target.secret.hint}`
  const newest = secrets.toSorted((a, b) => b.createdAt - a.createdAt)[0]
  return newest ? `The endpoint’s newest, ${visibleString(newest.label)}` : 'The endpoint’s newest'
}
