import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Target } from '../../../shared/target.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { deleteTarget, targetsQuery } from '../../api/targets.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { plural } from '../../lib/format.ts'
import { visibleString } from '../../lib/visible-text.ts'
import styles from './delete-target.module.css'

/** Deletes a target, after saying what of it will not be sent. */
export function DeleteTarget({ target, onDeleted }: { target: Target; onDeleted(): void }) {
  const client = useQueryClient()
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const [asking, setAsking] = useState(false)
  const { id, counts, forward } = target
  const name = visibleString(target.name)
  const remove = useMutation({
    mutationFn: () => deleteTarget(id),
    onSuccess: async () => {
      onDeleted()
      notifyDone(`Target "${name}" deleted.`)
      client.setQueryData(targetsQuery.queryKey, (all) => all?.filter((one) => one.id !== id))
      await client.invalidateQueries({ queryKey: ['deliveries'] })
    },
    onError: (error) => notifyFailed('The target was not deleted', error),
  })
  const loss = [
    counts.due === 0
      ? 'Nothing waits to be sent to it.'
      : `${plural(counts.due, 'waiting delivery', 'waiting deliveries')} will not be sent.`,
    ...(forward.enabled ? ['New events are no longer forwarded to it.'] : []),
    ...endpoints
      .filter(({ answer }) => answer?.targetId === id)
      .map((endpoint) => `Senders of ${visibleString(endpoint.name)} hear from Hooklens itself again.`),
    'What was sent stays with its events.',
  ].join(' ')
  return (
    <section className={styles.section} aria-labelledby="delete-title">
      <div>
        <h2 id="delete-title">Delete this target</h2>
        <p className={styles.text}>{loss}</p>
      </div>
      <Button className={styles.button ?? ''} onClick={() => setAsking(true)}>
        Delete target
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Delete "${name}"`}
        verb="Delete target"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{loss} Its settings and its secret are lost.</p>
      </ConfirmDialog>
    </section>
  )
}
