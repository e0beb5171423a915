import { Button, Textarea, TextInput } from '@mantine/core'
import { lazy, type RefObject, Suspense, useState } from 'react'
import type { EventDetail } from '../../../../shared/event.ts'
import { samplePayload, sampleTypes } from '../../../../shared/stack/samples.ts'
import type { EditorHandle } from '../../../components/editor/body-editor.tsx'
import { formatSize } from '../../../lib/format.ts'
import { type DraftProblems, isEdited, type ReplayDraft } from './draft.ts'
import styles from './edit-part.module.css'
import { headerLines } from './header-lines.ts'

const BodyEditor = lazy(() =>
  import('../../../components/editor/body-editor.tsx').then((module) => ({ default: module.BodyEditor })),
)

interface EditPartProps {
  draft: ReplayDraft
  event: EventDetail
  problems: DraftProblems
  editor: RefObject<EditorHandle | null>
  onChange(part: Partial<ReplayDraft>): void
  onSubmit(): void
}

/** Method, headers and body, once somebody wants to change them. */
export function EditPart({ draft, event, problems, editor, onChange, onSubmit }: EditPartProps) {
  return (
    <div>
      <Button
        size="compact-sm"
        aria-expanded={draft.isEditing}
        onClick={() => onChange({ isEditing: !draft.isEditing })}
      >
        {draft.isEditing ? 'Hide the request' : 'Edit the request'}
      </Button>
      <span className={styles.state}>
        {isEdited(draft, event)
          ? 'Edited: sent exactly as typed.'
          : 'Method, headers and body go as they came.'}
      </span>
      {draft.isEditing && (
        <div className={styles.edit}>
          <TextInput
            className={styles.method ?? ''}
            label="Method"
            value={draft.method}
            onChange={(typed) => onChange({ method: typed.currentTarget.value.toUpperCase() })}
            error={problems.method}
            autoComplete="off"
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mono)' } }}
          />
          <Textarea
            label="Headers"
            description="One a line. Signature headers follow the choice above; Hooklens adds its delivery id."
            value={draft.headers ?? headerLines(event.headers)}
            onChange={(typed) => onChange({ headers: typed.currentTarget.value })}
            error={problems.headers}
            autosize
            minRows={2}
            maxRows={10}
            size="xs"
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12, lineHeight: '19px' } }}
          />
          <EditedBody draft={draft} event={event} editor={editor} onChange={onChange} onSubmit={onSubmit} />
        </div>
      )}
    </div>
  )
}

function EditedBody({ draft, event, editor, onChange, onSubmit }: Omit<EditPartProps, 'problems'>) {
  const { body } = event
  if (body.encoding === 'base64' && draft.body === null) {
    return (
      <div className={styles.binary}>
        <p>
          This body ({formatSize(event.size)}) is not UTF-8 text. It goes as it came, byte for byte; an editor
          would change it.
        </p>
        <Button size="compact-sm" onClick={() => onChange({ body: '' })}>
          Type another body
        </Button>
      </div>
    )
  }
  return (
    <TextBody
      event={event}
      original={body.encoding === 'utf8' ? body.text : ''}
      draft={draft}
      editor={editor}
      onChange={onChange}
      onSubmit={onSubmit}
    />
  )
}

function TextBody({
  event: { type, contentType },
  original,
  draft,
  editor,
  onChange,
  onSubmit,
}: Omit<EditPartProps, 'problems'> & { original: string }) {
  const [start] = useState(() => draft.body ?? original)
  const hasSample = type !== null && sampleTypes.includes(type)
  const isJson = /\bjson\b/i.test(contentType ?? '') || /^\s*[[{]/.test(original)
  return (
    <div>
      <div className={styles.label}>Body</div>
      <Suspense fallback={<div className={styles.coming}>Loading the editor…</div>}>
        <BodyEditor
          start={start}
          original={original}
          sample={hasSample ? () => sampleText(type) : null}
          sampleName={type ?? ''}
          isJson={isJson}
          handle={editor}
          onChange={(text) => onChange({ body: text })}
          onSubmit={onSubmit}
        />
      </Suspense>
    </div>
  )
}

function sampleText(type: string): string {
  const payload = samplePayload(type, { uuid: randomId, now: Date.now })
  return JSON.stringify(payload, null, 2)
}

/** `crypto.randomUUID` is there on HTTPS and localhost only. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
