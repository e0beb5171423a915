import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createTargetSchema, type Target } from '../../../shared/target.ts'
import { ApiError } from '../../api/client.ts'
import { createTarget, targetsQuery } from '../../api/targets.ts'
import { errorText } from '../../components/message.tsx'
import styles from './new-target-dialog.module.css'

interface NewTargetDialogProps {
  opened: boolean
  onClose(): void
  onCreated(target: Target): void
}

export function NewTargetDialog({ opened, onClose, onCreated }: NewTargetDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New target" size={460}>
      <NewTargetForm onCreated={onCreated} />
    </Modal>
  )
}

function NewTargetForm({ onCreated }: { onCreated(target: Target): void }) {
  const client = useQueryClient()
  const [input, setInput] = useState({ name: '', url: '' })
  const [problems, setProblems] = useState<Record<string, string>>({})
  const create = useMutation({
    mutationFn: () => createTarget(input),
    onSuccess: (target) => {
      client.setQueryData(targetsQuery.queryKey, (all) => all && [...all, target])
      void client.invalidateQueries({ queryKey: targetsQuery.queryKey })
      onCreated(target)
    },
  })
  const { error } = create
  const issue = (field: 'name' | 'url') =>
    problems[field] ?? (error instanceof ApiError ? error.issue(field) : null)
  const change = (part: Partial<typeof input>) => {
    setInput({ ...input, ...part })
    setProblems({})
    create.reset()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const found = problemsOf(input)
        setProblems(found)
        if (Object.keys(found).length === 0) create.mutate()
      }}
    >
      <TextInput
        label="Name"
        placeholder="My backend"
        value={input.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={issue('name')}
        maxLength={100}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        mt={12}
        label="URL"
        placeholder="http://localhost:3000/api/webhooks"
        value={input.url}
        onChange={(event) => change({ url: event.currentTarget.value })}
        error={issue('url')}
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <p className={styles.hint}>
        Nothing is sent to it until you say so. How events are signed, tried again and forwarded is set next.
      </p>
      {error !== null && issue('name') === null && issue('url') === null && (
        <p role="alert" className={styles.error}>
          {errorText(error)}
        </p>
      )}
      <Group justify="flex-end" mt={16}>
        <Button
          type="submit"
          variant="filled"
          loading={create.isPending}
          disabled={input.name.trim() === '' || input.url.trim() === ''}
        >
          Create target
        </Button>
      </Group>
    </form>
  )
}

function problemsOf(input: { name: string; url: string }): Record<string, string> {
  const parsed = createTargetSchema.safeParse(input)
  if (parsed.success) return {}
  return Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message]))
}
