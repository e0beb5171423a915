import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpointsQuery, renameEndpoint } from '../../api/endpoints.ts'
import { errorText } from '../../components/message.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import styles from './rename-endpoint.module.css'

/** The endpoint's name, and the way to change it. */
export function RenameEndpoint({ endpoint }: { endpoint: Endpoint }) {
  const client = useQueryClient()
  const [name, setName] = useState<string | null>(null)
  const rename = useMutation({
    mutationFn: (wanted: string) => renameEndpoint(endpoint.id, wanted),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
      setName(null)
    },
  })
  if (name === null) {
    return (
      <>
        <h1 className={styles.name}>
          <VisibleText text={endpoint.name} />
        </h1>
        <Tooltip label="Rename">
          <ActionIcon size={24} aria-label="Rename the endpoint" onClick={() => setName(endpoint.name)}>
            <IconPencil size={15} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </>
    )
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        rename.mutate(name)
      }}
    >
      <TextInput
        aria-label="Name of the endpoint"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setName(null)}
        error={rename.isError ? errorText(rename.error) : null}
        maxLength={100}
        autoFocus
      />
      <Button type="submit" variant="filled" loading={rename.isPending} disabled={name.trim() === ''}>
        Rename
      </Button>
      <Button onClick={() => setName(null)}>Cancel</Button>
    </form>
  )
}
