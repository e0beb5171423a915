import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { EventDetail } from '../../../shared/event.ts'
import { deleteEvent } from '../../api/events.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notifyDone, notifyFailed } from '../../components/notify.ts'
import { type EventWindow, withoutEvent } from '../../live/window.ts'

interface DeleteEventProps {
  event: EventDetail
  opened: boolean
  onClose(): void
  onDeleted(): void
}

export function DeleteEvent({ event, opened, onClose, onDeleted }: DeleteEventProps) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => deleteEvent(event.id),
    onSuccess: () => {
      client.setQueriesData<EventWindow>(
        { queryKey: ['events'] },
        (window) => window && withoutEvent(window, event.id),
      )
      onClose()
      onDeleted()
      notifyDone('Event deleted.')
    },
    onError: (error) => notifyFailed('The event was not deleted', error),
  })
  return (
    <ConfirmDialog
      opened={opened}
      title="Delete this event"
      verb="Delete event"
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>Its headers, body and verdict will be lost. Other events of the same message stay.</p>
    </ConfirmDialog>
  )
}
