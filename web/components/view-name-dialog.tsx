import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ApiError } from '../api/client.ts'
import { LazyModal } from './lazy-modal.tsx'
import { errorText } from './message.tsx'
import styles from './view-name-dialog.module.css'
import { VisibleText } from './visible-text.tsx'

interface ViewNameDialogProps {
  opened: boolean
  title: string
  /** The verb on the button. */
  verb: string
  query: string
  /** The name to begin with. */
  name: string
  save(name: string): Promise<unknown>
  onClose(): void
}

/** Asks what a view is to be called. */
export function ViewNameDialog({ opened, onClose, title, ...form }: ViewNameDialogProps) {
  return (
    <LazyModal opened={opened} onClose={onClose} title={title} size={440}>
      <Form {...form} onClose={onClose} />
    </LazyModal>
  )
}

function Form({ verb, query, name, save, onClose }: Omit<ViewNameDialogProps, 'opened' | 'title'>) {
  const [text, setText] = useState(name)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setBusy(true)
        setProblem(null)
        save(text)
          .then(onClose)
          .catch((error: unknown) => {
            setProblem((error instanceof ApiError && error.issue('name')) || errorText(error))
          })
          .finally(() => setBusy(false))
      }}
    >
      <p className={styles.query}>
        <VisibleText text={query} />
      </p>
      <TextInput
        label="Name"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        error={problem}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <Group justify="flex-end" gap={8} mt={20}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" loading={busy} disabled={text.trim() === ''}>
          {verb}
        </Button>
      </Group>
    </form>
  )
}
