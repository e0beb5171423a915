import { Button, Group, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Target, UpdateTarget } from '../../../../shared/target.ts'
import { ApiError } from '../../../api/client.ts'
import { targetsQuery, updateTarget } from '../../../api/targets.ts'
import { errorText } from '../../../components/message.tsx'
import { notifyDone } from '../../../components/notify.ts'
import { ForwardFields } from './forward-fields.tsx'
import { HeadersField } from './headers-field.tsx'
import { RetryField } from './retry-field.tsx'
import { SecretField } from './secret-field.tsx'
import styles from './settings.module.css'
import { draftOf, readDraft, type TargetDraft } from './target-draft.ts'

/** Changes a target; nothing is sent before it is saved. */
export function SettingsForm({ target, onClose }: { target: Target; onClose(): void }) {
  const [original] = useState(target)
  const [draft, setDraft] = useState(() => draftOf(original))
  const [left, setLeft] = useState<ReadonlySet<string> | 'all'>(new Set())
  const form = useRef<HTMLFormElement>(null)
  const { change, errors, changed } = readDraft(draft, original)
  const save = useSave(original.id, changed, onClose)
  const unchanged = changed.length === 0

  const edit = (part: Partial<TargetDraft>) => {
    save.reset()
    setDraft({ ...draft, ...part })
  }
  const leave = (field: string) => {
    if (left !== 'all' && !left.has(field)) setLeft(new Set([...left, field]))
  }
  // What is still being typed is not wrong yet.
  const errorOf = (field: string): string | null => {
    const refused = save.error instanceof ApiError ? save.error.issue(field) : null
    return (left === 'all' || left.has(field) ? errors[field] : undefined) ?? refused
  }
  const submit = () => {
    setLeft('all')
    if (Object.keys(errors).length === 0) save.mutate(change)
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={styles.pair}>
        <TextInput
          label="Name"
          value={draft.name}
          onChange={(event) => edit({ name: event.currentTarget.value })}
          onBlur={() => leave('name')}
          error={errorOf('name')}
          maxLength={100}
          autoComplete="off"
          autoFocus
        />
        <TextInput
          label="URL"
          value={draft.url}
          onChange={(event) => edit({ url: event.currentTarget.value })}
          onBlur={() => leave('url')}
          error={errorOf('url')}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
      </div>
      <ForwardFields
        forward={draft.forward}
        error={errorOf('forward.query')}
        onChange={(forward) => edit({ forward })}
        onLeave={() => leave('forward.query')}
      />
      <fieldset className={styles.group}>
        <legend>Request</legend>
        <SecretField
          secret={draft.secret}
          current={original.secret}
          error={errorOf('secret')}
          onChange={(secret) => edit({ secret })}
        />
        <HeadersField
          headers={draft.headers}
          url={draft.url}
          errorOf={(row) => errorOf(`headers.${row}`)}
          onChange={(headers) => edit({ headers })}
          onLeave={(row) => leave(`headers.${row}`)}
        />
        <div className={styles.three}>
          <TextInput
            label="Time limit"
            value={draft.timeout}
            onChange={(event) => edit({ timeout: event.currentTarget.value })}
            onBlur={() => leave('timeoutMs')}
            error={errorOf('timeoutMs')}
            autoComplete="off"
          />
          <TextInput
            label="Requests at once"
            inputMode="numeric"
            value={draft.maxInFlight}
            onChange={(event) => edit({ maxInFlight: event.currentTarget.value })}
            onBlur={() => leave('maxInFlight')}
            error={errorOf('maxInFlight')}
            autoComplete="off"
          />
          <Select
            label="Redirects (307 and 308)"
            data={redirects}
            value={String(draft.followRedirects)}
            allowDeselect={false}
            onChange={(value) => edit({ followRedirects: Number(value) })}
          />
        </div>
      </fieldset>
      <RetryField
        text={draft.retry}
        error={errorOf('retry')}
        onChange={(retry) => edit({ retry })}
        onLeave={() => leave('retry')}
      />
      {save.error !== null && !(save.error instanceof ApiError && save.error.issues.length > 0) && (
        <p className={styles.error} role="alert">
          {errorText(save.error)}
        </p>
      )}
      <div className={styles.foot}>
        <Group gap={8}>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={unchanged}>
            Save
          </Button>
          <Button onClick={onClose}>{unchanged ? 'Close' : 'Discard'}</Button>
        </Group>
        <p className={styles.dim} role="status">
          {unchanged ? 'Nothing was changed yet.' : `To be saved: ${changed.join(', ')}.`}
        </p>
      </div>
    </form>
  )
}

const redirects = [
  { value: '0', label: 'Not followed' },
  ...[1, 2, 3, 4, 5].map((count) => ({ value: String(count), label: `Follow up to ${count}` })),
]

function useSave(id: string, changed: string[], onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: UpdateTarget) => updateTarget(id, change),
    onSuccess: (target) => {
      client.setQueryData(targetsQuery.queryKey, (all) =>
        all?.map((one) => (one.id === target.id ? target : one)),
      )
      notifyDone(`Saved: ${changed.join(', ')}.`)
      onSaved()
    },
  })
}
