import { Button, Progress } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { deleteEvents } from '../../../api/events.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { notifyDone, notifyFailed } from '../../../components/notify.ts'
import { formatCount, plural } from '../../../lib/format.ts'
import { listAddress } from '../../../lib/list-address.ts'
import { type EventWindow, withoutEvents } from '../../../live/window.ts'
import styles from './delete-selection.module.css'
import { selectedQuery } from './selection.ts'
import type { SelectionControlProps } from './selection-actions.ts'

/** From so many events on their number is to be typed. */
const MANY = 50

/** Deletes what is selected, after it was confirmed, and shows how far it is. */
export function DeleteSelection({ q, selecting, counted }: SelectionControlProps) {
  const { selection, clear, isEmpty } = selecting
  const { count, complete, asOf } = counted
  const [opened, setOpened] = useState(false)
  const [deleted, setDeleted] = useState(0)
  const stop = useRef<AbortController>(undefined)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { eventId } = useParams({ strict: false })

  const remove = useMutation({
    mutationFn: async () => {
      const controller = new AbortController()
      stop.current = controller
      setDeleted(0)
      let sum = 0
      const parts = {
        signal: controller.signal,
        onProgress: (so: number) => {
          sum = so
          setDeleted(so)
        },
      }
      const chosen =
        selection.kind === 'some'
          ? { ids: [...selection.seqs.keys()] }
          : { query: selectedQuery(q, selection.except), ...(asOf && { asOf }) }
      try {
        await deleteEvents(chosen, parts)
      } catch (error) {
        // What is deleted stays deleted: whoever stops it is told how many that were.
        if (!controller.signal.aborted) throw error
      }
      return sum
    },
    onSuccess: (sum) => {
      if (selection.kind === 'some') {
        const gone = new Set(selection.seqs.keys())
        const drop = (window: EventWindow | undefined) => window && withoutEvents(window, gone)
        client.setQueriesData<EventWindow>({ queryKey: ['events'] }, drop)
        if (eventId !== undefined && gone.has(eventId)) leave()
      } else if (eventId !== undefined) leave()
      setOpened(false)
      clear()
      notifyDone(`${plural(sum, 'event')} deleted.`)
    },
    onError: (error) => notifyFailed('Not all of the events were deleted', error),
    onSettled: () => void client.invalidateQueries({ queryKey: ['events'] }),
  })
  const leave = () => void navigate({ to: '/', search: (before) => listAddress(q, before) })
  const close = () => {
    if (remove.isPending) stop.current?.abort()
    else setOpened(false)
  }

  return (
    <>
      <Button
        size="compact-sm"
        color="red"
        variant="light"
        leftSection={<IconTrash size={14} aria-hidden="true" />}
        disabled={isEmpty || !complete || count === 0}
        onClick={() => setOpened(true)}
      >
        Delete
      </Button>
      <ConfirmDialog
        opened={opened}
        title={`Delete ${plural(count, 'event')}`}
        verb={`Delete ${plural(count, 'event')}`}
        busy={remove.isPending}
        {...(count >= MANY ? { typed: String(count) } : {})}
        onConfirm={() => remove.mutate()}
        onClose={close}
      >
        <p>
          {selection.kind === 'some'
            ? `The headers, bodies and verdicts of ${plural(count, 'event')} will be lost.`
            : `The headers, bodies and verdicts of all ${plural(count, 'event')} that matched when they were counted will be lost. Later ones stay.`}
        </p>
        {remove.isPending && (
          <div className={styles.progress} role="status">
            <Progress value={count === 0 ? 100 : (100 * deleted) / count} aria-label="Deleted" />
            {formatCount(deleted)} of {formatCount(count)} deleted. Cancel stops here; what is deleted stays
            deleted.
          </div>
        )}
      </ConfirmDialog>
    </>
  )
}
