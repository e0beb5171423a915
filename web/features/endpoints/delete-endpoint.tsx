import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { deleteEndpoint, endpointsQuery } from '../../api/endpoints.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { plural } from '../../lib/format.ts'
import { storedEvents } from '../../lib/stored-events.ts'
import styles from './delete-endpoint.module.css'

/** Deletes the endpoint with all it holds, once its slug was typed. */
export function DeleteEndpoint({ endpoint, onDeleted }: { endpoint: Endpoint; onDeleted(): void }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => deleteEndpoint(endpoint.id),
    onSuccess: async ({ deleted }) => {
      onDeleted()
      notifyDone(`Endpoint deleted, with ${plural(deleted, 'event')}.`)
      await client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
      await client.invalidateQueries({ queryKey: ['events'] })
    },
    onError: (error) => notifyFailed('The endpoint was not deleted', error),
  })
  const loss = lossOf(endpoint)
  return (
    <section className={styles.section} aria-labelledby="delete-title">
      <div>
        <h2 id="delete-title">Delete this endpoint</h2>
        <p className={styles.text}>{loss} Its senders will get a 404.</p>
      </div>
      <Button className={styles.button ?? ''} onClick={() => setAsking(true)}>
        Delete endpoint
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Delete "${endpoint.name}"`}
        verb="Delete endpoint"
        busy={remove.isPending}
        typed={endpoint.slug}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{loss} This cannot be undone.</p>
      </ConfirmDialog>
    </section>
  )
}

function lossOf(endpoint: Endpoint): string {
  const parts = [
    [storedEvents(endpoint), 'event'] as const,
    [endpoint.secrets.length, 'secret'] as const,
  ].flatMap(([count, name]) => (count === 0 ? [] : [plural(count, name)]))
  return parts.length === 0 ? 'It holds nothing yet.' : `${parts.join(' and ')} will be lost.`
}
