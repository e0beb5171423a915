import { Choice } from '../../components/choice.tsx'
import type { ReplayManyDraft } from './draft.ts'

interface PartProps {
  draft: ReplayManyDraft
  onChange(part: Partial<ReplayManyDraft>): void
}

/** How they are signed, with what each way means for the handler. */
export function SignatureChoice({ draft, onChange }: PartProps) {
  return (
    <Choice
      label="Signature"
      value={draft.signature}
      onChange={(signature) => onChange({ signature })}
      options={[
        {
          value: 'resign',
          name: 'Sign anew',
          meaning: 'The same bytes with a fresh timestamp, signed anew: a handler takes it as just sent.',
        },
        {
          value: 'original',
          name: 'Original',
          meaning:
            'The very bytes and headers that came: a handler with a five-minute window refuses what is older.',
        },
        {
          value: 'none',
          name: 'No signature',
          meaning: 'Without signature headers: a handler that verifies refuses it.',
        },
      ]}
    />
  )
}

/** The same messages once more, or others. */
export function MessageIdChoice({ draft, onChange }: PartProps) {
  return (
    <Choice
      label="Message ids"
      value={draft.newMessageId ? 'new' : 'same'}
      onChange={(value) => onChange({ newMessageId: value === 'new' })}
      options={[
        {
          value: 'same',
          name: 'The same',
          meaning: 'Your handler sees duplicates of what it had, which must do no harm.',
        },
        {
          value: 'new',
          name: 'New ones',
          meaning: 'A fresh id for each: your handler sees messages that it never had.',
        },
      ]}
    />
  )
}
