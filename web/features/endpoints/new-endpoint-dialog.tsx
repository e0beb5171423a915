import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { slugOf } from '../../../shared/slug.ts'
import { ApiError } from '../../api/client.ts'
import { createEndpoint, endpointsQuery } from '../../api/endpoints.ts'
import { infoQuery } from '../../api/info.ts'
import { errorText } from '../../components/message.tsx'
import styles from './new-endpoint-dialog.module.css'

interface NewEndpointDialogProps {
  opened: boolean
  onClose(): void
  onCreated(endpoint: Endpoint): void
}

export function NewEndpointDialog({ opened, onClose, onCreated }: NewEndpointDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New endpoint" size={440}>
      <NewEndpointForm onCreated={onCreated} />
    </Modal>
  )
}

function NewEndpointForm({ onCreated }: { onCreated(endpoint: Endpoint): void }) {
  const client = useQueryClient()
  const { data: info } = useQuery(infoQuery)
  const [name, setName] = useState('')
  const [ownSlug, setOwnSlug] = useState<string | null>(null)
  const slug = ownSlug ?? slugOf(name)
  const create = useMutation({
    mutationFn: () => createEndpoint({ name, ...(slug === '' ? {} : { slug }) }),
    onSuccess: async (endpoint) => {
      await client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
      onCreated(endpoint)
    },
  })
  const issue = (field: string) => (create.error instanceof ApiError ? create.error.issue(field) : null)
  const taken = create.error instanceof ApiError && create.error.status === 409
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <TextInput
        label="Name"
        placeholder="Stack production"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={issue('name')}
        maxLength={100}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        mt={12}
        label="Slug"
        description="What stands in the URL. It cannot be changed later."
        value={slug}
        onChange={(event) => setOwnSlug(event.currentTarget.value.toLowerCase())}
        error={issue('slug') ?? (taken ? errorText(create.error) : null)}
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <p className={styles.preview}>
        <span>Ingest URL</span>
        <code>
          {info?.publicUrl ?? location.origin}/in/{slug || '…'}
        </code>
      </p>
      {create.isError && !taken && issue('name') === null && issue('slug') === null && (
        <p role="alert" className={styles.error}>
          {errorText(create.error)}
        </p>
      )}
      <Group justify="flex-end" mt={16}>
        <Button type="submit" variant="filled" loading={create.isPending} disabled={name.trim() === ''}>
          Create endpoint
        </Button>
      </Group>
    </form>
  )
}
