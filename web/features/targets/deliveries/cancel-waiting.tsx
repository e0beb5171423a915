import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Target } from '../../../../shared/target.ts'
import { cancelWaiting } from '../../../api/targets.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { notifyDone, notifyFailed } from '../../../components/notify.ts'
import { formatCount, plural } from '../../../lib/format.ts'

/** Cancels all that waits for a target, once it was confirmed. */
export function CancelWaiting({ target: { id, counts, forward } }: { target: Target }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const cancel = useMutation({
    mutationFn: () => cancelWaiting(id),
    onSuccess: ({ cancelled }) => {
      setAsking(false)
      notifyDone(`${plural(cancelled, 'delivery', 'deliveries')} cancelled.`)
    },
    onError: (error) => notifyFailed('They were not cancelled', error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['targets'] }),
        client.invalidateQueries({ queryKey: ['deliveries'] }),
      ]),
  })
  const verb = counts.due === 1 ? 'Cancel the one waiting' : `Cancel all ${formatCount(counts.due)} waiting`
  return (
    <>
      <Button size="compact-sm" onClick={() => setAsking(true)}>
        {verb}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={verb}
        verb={verb}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          {plural(counts.due, 'waiting delivery', 'waiting deliveries')} will not be sent. The events stay,
          and each can be sent again by hand.
          {forward.enabled && ' New events are forwarded as before.'}
        </p>
      </ConfirmDialog>
    </>
  )
}
