import { useNavigate } from '@tanstack/react-router'
import { NewEndpointDialog } from '../features/endpoints/new-endpoint-dialog.tsx'
import { SampleDialog } from '../features/first-run/sample-dialog.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { useOpenSample } from './use-open-sample.ts'

export type DialogName = 'endpoint' | 'sample' | 'help'

interface DialogsProps {
  open: DialogName | null
  /** The endpoint that a sample goes to, unless another is chosen. */
  slug: string | null
  onClose(): void
}

/** The dialogs that more than one place opens. Loaded when one is first asked for. */
export function Dialogs({ open, slug, onClose }: DialogsProps) {
  const navigate = useNavigate()
  const openSample = useOpenSample()
  return (
    <>
      <NewEndpointDialog
        opened={open === 'endpoint'}
        onClose={onClose}
        onCreated={(endpoint) => {
          onClose()
          void navigate({ to: '/endpoints/$slug', params: { slug: endpoint.slug } })
        }}
      />
      <SampleDialog
        opened={open === 'sample'}
        slug={slug}
        onClose={onClose}
        onSent={(sample, sentTo) => {
          onClose()
          void openSample(sample.eventId, sentTo)
        }}
      />
      <HelpDialog opened={open === 'help'} onClose={onClose} />
    </>
  )
}
