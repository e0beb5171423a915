import { Button, Group, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerRule } from '../../../../shared/answer-rule.ts'
import type { Endpoint } from '../../../../shared/endpoint.ts'
import { ApiError } from '../../../api/client.ts'
import { endpointsQuery, setAnswer } from '../../../api/endpoints.ts'
import { targetsQuery } from '../../../api/targets.ts'
import { errorText } from '../../../components/message.tsx'
import { notifyDone } from '../../../components/notify.ts'
import styles from './answer.module.css'
import { type AnswerDraft, draftOf, readDraft } from './answer-draft.ts'

/** Says whose answer senders get. */
export function AnswerForm({ endpoint, onClose }: { endpoint: Endpoint; onClose(): void }) {
  const { data: targets = [] } = useQuery(targetsQuery)
  const [draft, setDraft] = useState(() => draftOf(endpoint.answer))
  const [tried, setTried] = useState(false)
  const save = useSave(endpoint.id, onClose)
  const { rule, errors } = readDraft(draft)
  const isTarget = draft.targetId !== null
  const unchanged = errors === null && JSON.stringify(rule) === JSON.stringify(endpoint.answer)
  const change = (part: Partial<AnswerDraft>) => {
    save.reset()
    setDraft({ ...draft, ...part })
  }
  const errorOf = (field: string): string | null => {
    const refused = save.error instanceof ApiError ? save.error.issue(`answer.${field}`) : null
    return (tried ? errors?.[field] : undefined) ?? refused
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (errors === null) save.mutate(rule)
      }}
    >
      <fieldset className={styles.choices}>
        <legend className={styles.hidden}>Whose answer</legend>
        <label>
          <input
            type="radio"
            name="answer"
            checked={!isTarget}
            onChange={() => change({ targetId: null })}
            // biome-ignore lint/a11y/noAutofocus: the form takes the place of the button that was pressed
            autoFocus={!isTarget}
          />
          Hooklens’ own: 200 once the event is stored
        </label>
        <label data-disabled={targets.length === 0}>
          <input
            type="radio"
            name="answer"
            checked={isTarget}
            disabled={targets.length === 0 && !isTarget}
            onChange={() => change({ targetId: targets[0]?.id ?? '' })}
            // biome-ignore lint/a11y/noAutofocus: as above
            autoFocus={isTarget}
          />
          The target’s real status and body
        </label>
      </fieldset>
      {targets.length === 0 && (
        <p className={styles.hint}>
          There is no target yet. <Link to="/targets">Make one first</Link>.
        </p>
      )}
      {isTarget && (
        <>
          <p className={styles.hint}>
            Each event is stored, sent on at once, and the sender waits for the answer, so that Stack’s
            delivery log shows what the backend said. A failing answer makes the sender try again; Hooklens
            does not.
          </p>
          <div className={styles.fields}>
            <Select
              label="Target"
              data={targets.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft.targetId}
              allowDeselect={false}
              onChange={(targetId) => targetId && change({ targetId })}
              error={errorOf('targetId')}
            />
            <TextInput
              label="Wait at most"
              value={draft.timeout}
              onChange={(event) => change({ timeout: event.currentTarget.value })}
              error={errorOf('timeoutMs')}
              autoComplete="off"
            />
            <TextInput
              label="Else: status"
              inputMode="numeric"
              value={draft.status}
              onChange={(event) => change({ status: event.currentTarget.value })}
              error={errorOf('fallback.status')}
              autoComplete="off"
            />
            <TextInput
              label="Else: body"
              placeholder="none"
              value={draft.body}
              onChange={(event) => change({ body: event.currentTarget.value })}
              error={errorOf('fallback.body')}
              autoComplete="off"
              spellCheck={false}
              styles={{ input: { fontFamily: 'var(--mono)' } }}
            />
          </div>
        </>
      )}
      {save.error !== null && !(save.error instanceof ApiError && save.error.issues.length > 0) && (
        <p className={styles.error} role="alert">
          {errorText(save.error)}
        </p>
      )}
      <Group gap={8} mt={12}>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={unchanged}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </Group>
    </form>
  )
}

function useSave(endpointId: string, onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rule: AnswerRule | null) => setAnswer(endpointId, rule),
    onSuccess: (endpoint) => {
      client.setQueryData(endpointsQuery.queryKey, (all) =>
        all?.map((one) => (one.id === endpoint.id ? endpoint : one)),
      )
      notifyDone('What senders are answered was changed.')
      onSaved()
    },
  })
}
