import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { targetsQuery } from '../../api/targets.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import type { ChosenEvents } from '../../lib/chosen-events.ts'
import { ReplayManyForm } from './replay-many-form.tsx'

interface ReplayManyDialogProps {
  opened: boolean
  chosen: ChosenEvents
  onClose(): void
}

/** Asks where events are to be sent, and how; says beforehand how many they are. */
export function ReplayManyDialog({ opened, chosen, onClose }: ReplayManyDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Replay events" size={640}>
      <Content chosen={chosen} onClose={onClose} />
    </Modal>
  )
}

function Content({ chosen, onClose }: Omit<ReplayManyDialogProps, 'opened'>) {
  const targets = useQuery(targetsQuery)
  if (targets.data === undefined) {
    return <NotLoaded query={targets} what="the targets" rows={5} />
  }
  if (targets.data.length === 0) {
    return (
      <Message
        title="There is no target yet"
        action={
          <LinkButton to="/targets" variant="filled" onClick={onClose} data-autofocus>
            Make a target
          </LinkButton>
        }
      >
        A target is a URL that events are sent on to, such as your backend on this machine.
      </Message>
    )
  }
  return <ReplayManyForm chosen={chosen} targets={targets.data} onClose={onClose} />
}
