import { Button } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Delivery } from '../../../../shared/delivery.ts'
import type { SecretSummary } from '../../../../shared/endpoint.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import type { Target } from '../../../../shared/target.ts'
import { ApiError } from '../../../api/client.ts'
import type { EditorHandle } from '../../../components/editor/body-editor.tsx'
import { errorText } from '../../../components/message.tsx'
import { readStored, writeStored } from '../../../lib/use-stored.ts'
import {
  firstDraft,
  isBodyEdited,
  isEdited,
  problemsOf,
  type ReplayDraft,
  readRemembered,
  replayInput,
  toRemember,
  withinReach,
} from './draft.ts'
import { EditPart } from './edit-part.tsx'
import { MessageIdChoice, SecretChoice, SignatureChoice } from './how-choices.tsx'
import styles from './replay-form.module.css'
import { REMEMBERED, useReplay } from './use-replay.ts'
import { WhereChoice } from './where-choice.tsx'

/** Drafts outlive their dialog: what was typed for an event is there when the dialog opens again. */
const drafts = new Map<string, ReplayDraft>()

interface ReplayFormProps {
  event: EventDetail
  targets: Target[]
  secrets: SecretSummary[]
  onClose(): void
  onSent(delivery: Delivery): void
}

export function ReplayForm({ event, targets, secrets, onClose, onSent }: ReplayFormProps) {
  const [draft, setDraft] = useState(() => begin(event, targets, secrets))
  const [tried, setTried] = useState(false)
  const editor = useRef<EditorHandle | null>(null)
  const replay = useReplay(event, onSent)

  const change = (part: Partial<ReplayDraft>) =>
    setDraft((before) => {
      const next = { ...before, ...part }
      drafts.set(event.id, next)
      return next
    })
  const send = () => {
    setTried(true)
    // The editor tells of a change a moment later: what stands there now is what is sent.
    const now = { ...draft, body: editor.current?.text() ?? draft.body }
    if (Object.keys(problemsOf(now)).length > 0 || replay.isPending) return
    writeStored(REMEMBERED, JSON.stringify(toRemember(now)))
    replay.mutate(replayInput(now, event))
  }
  // The dialog opened before what it shows was loaded.
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  const onKey = useEffectEvent((press: KeyboardEvent) => {
    if (press.key !== 'Enter' || !(press.ctrlKey || press.metaKey) || press.defaultPrevented) return
    press.preventDefault()
    send()
  })
  // Of the whole window: a button that was pressed and is gone, or busy, leaves the focus nowhere.
  useEffect(() => {
    const listener = (press: KeyboardEvent) => onKey(press)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  const problems = tried ? problemsOf(draft) : {}
  const error = replay.error === null ? null : wordsOf(replay.error)
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(submitted) => {
        submitted.preventDefault()
        send()
      }}
    >
      <WhereChoice draft={draft} targets={targets} problem={problems.url ?? null} onChange={change} />
      <SignatureChoice draft={draft} event={event} onChange={change} />
      {draft.signature === 'resign' && (
        <SecretChoice
          draft={draft}
          target={targets.find(({ id }) => id === draft.to) ?? null}
          secrets={secrets}
          problem={problems.secret ?? null}
          onChange={change}
        />
      )}
      {draft.signature !== 'none' && <MessageIdChoice draft={draft} event={event} onChange={change} />}
      {draft.signature === 'original' && (isBodyEdited(draft, event) || draft.newMessageId) && (
        <p className={styles.warning}>
          The original signature does not hold for{' '}
          {isBodyEdited(draft, event) ? 'an edited body' : 'another message id'}: a handler that verifies
          refuses it. Sign anew to have it taken.
        </p>
      )}
      <EditPart
        draft={draft}
        event={event}
        problems={problems}
        editor={editor}
        onChange={change}
        onSubmit={send}
      />
      {error !== null && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <div className={styles.foot}>
        {isEdited(draft, event) && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => change({ isEditing: false, body: null, headers: null, method: event.method })}
          >
            Undo all edits
          </Button>
        )}
        <span className={styles.room} />
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          loading={replay.isPending}
          rightSection={<kbd className={styles.key}>{mod} enter</kbd>}
        >
          Send
        </Button>
      </div>
    </form>
  )
}

const mod = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'ctrl'

function begin(event: EventDetail, targets: Target[], secrets: SecretSummary[]): ReplayDraft {
  const ids = secrets.map(({ id }) => id)
  const draft = drafts.get(event.id)
  if (draft) return withinReach(draft, targets, ids)
  return firstDraft(event, readRemembered(readStored(REMEMBERED)), targets, ids)
}

/** What the server has against it, the particulars first. */
function wordsOf(error: unknown): string {
  const issues = error instanceof ApiError ? error.issues.map(({ message }) => message) : []
  return issues.length > 0 ? issues.join(' ') : errorText(error)
}
