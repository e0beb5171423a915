import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Delivery } from '../../../../shared/delivery.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import { endpointsQuery } from '../../../api/endpoints.ts'
import { targetsQuery } from '../../../api/targets.ts'
import { LoadFailed } from '../../../components/message.tsx'
import { PlaceholderRows } from '../../../components/placeholder-rows.tsx'
import { ReplayForm } from './replay-form.tsx'

interface ReplayDialogProps {
  event: EventDetail
  opened: boolean
  onClose(): void
  onSent(delivery: Delivery): void
}

/** Asks where an event is to be sent again, and how. */
export function ReplayDialog({ event, opened, onClose, onSent }: ReplayDialogProps) {
  const narrow = useMediaQuery('(max-width: 699.98px)', false, { getInitialValueInEffect: false })
  return (
    <Modal opened={opened} onClose={onClose} title="Replay" size={760} fullScreen={narrow}>
      <Loaded event={event} onClose={onClose} onSent={onSent} />
    </Modal>
  )
}

function Loaded({ event, onClose, onSent }: Omit<ReplayDialogProps, 'opened'>) {
  const targets = useQuery(targetsQuery)
  const endpoints = useQuery(endpointsQuery)
  const failed = [targets, endpoints].find(({ isError, data }) => isError && data === undefined)
  if (failed)
    return <LoadFailed what="The targets" error={failed.error} retry={() => void failed.refetch()} />
  if (targets.data === undefined || endpoints.data === undefined) {
    return <PlaceholderRows label="Loading the targets" rows={6} />
  }
  const endpoint = endpoints.data.find(({ id }) => id === event.endpointId)
  return (
    <ReplayForm
      event={event}
      targets={targets.data}
      secrets={endpoint?.secrets ?? []}
      onClose={onClose}
      onSent={onSent}
    />
  )
}
