import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../api/client.ts'
import { addSecret, endpointsQuery } from '../api/endpoints.ts'
import { errorText } from './message.tsx'
import styles from './secret-form.module.css'

interface SecretFormProps {
  endpointId: string
  onAdded?(): void
}

/** Adds a signing secret to an endpoint. The secret is kept as it was typed. */
export function SecretForm({ endpointId, onAdded }: SecretFormProps) {
  const client = useQueryClient()
  const [secret, setSecret] = useState('')
  const [label, setLabel] = useState('')
  const add = useMutation({
    mutationFn: () => addSecret(endpointId, { secret, ...(label.trim() === '' ? {} : { label }) }),
    onSuccess: async () => {
      setSecret('')
      setLabel('')
      await client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
      onAdded?.()
    },
  })
  const issue = (field: string) => (add.error instanceof ApiError ? add.error.issue(field) : null)
  const general = add.isError && issue('secret') === null && issue('label') === null
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <TextInput
        className={styles.secret ?? ''}
        label="Signing secret"
        placeholder="whsec_…"
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
        error={issue('secret') ?? (general ? errorText(add.error) : null)}
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <TextInput
        className={styles.label ?? ''}
        label="Label"
        placeholder="production"
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        error={issue('label')}
        autoComplete="off"
      />
      <Button type="submit" loading={add.isPending} disabled={secret === ''}>
        Add secret
      </Button>
    </form>
  )
}
