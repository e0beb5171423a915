import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { deleteEndpoint, endpointsQuery } from '../../api/endpoints.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { plural } from '../../lib/format.ts'
import styles from './delete-endpoint.module.css'
import { storedEvents } from './endpoint-counts.tsx'

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
  const events = plural(storedEvents(endpoint), 'event')
  const secrets = plural(endpoint.secrets.length, 'secret')
  return (
    <section className={styles.section} aria-labelledby="delete-title">
      <div>
        <h2 id="delete-title">Delete this endpoint</h2>
        <p className={styles.text}>
          {events} and {secrets} will be lost. Senders will get a 404.
        </p>
      </div>
      <Button color="red" variant="outline" onClick={() => setAsking(true)}>
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
        <p>
          {events} and {secrets} will be lost. This cannot be undone.
        </p>
      </ConfirmDialog>
    </section>
  )
}
