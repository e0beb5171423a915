import { useNavigate } from '@tanstack/react-router'
import { NewEndpointDialog } from '../features/endpoints/new-endpoint-dialog.tsx'
import { ReplayManyDialog } from '../features/replays/replay-many-dialog.tsx'
import { SampleDialog } from '../features/samples/sample-dialog.tsx'
import { ExportDialog } from '../features/transfer/export-dialog.tsx'
import { ImportDialog } from '../features/transfer/import-dialog.tsx'
import type { ChosenEvents } from '../lib/chosen-events.ts'
import { HelpDialog } from './help-dialog.tsx'
import { useOpenSample } from './use-open-sample.ts'

export type DialogName = 'endpoint' | 'sample' | 'export' | 'import' | 'replay' | 'help'

interface DialogsProps {
  open: DialogName | null
  /** The endpoint that a sample goes to, unless another is chosen. */
  slug: string | null
  /** The type or scenario that is sent, unless another is chosen. */
  what: string | null
  /** What is exported or replayed. */
  chosen: ChosenEvents
  onClose(): void
}

/** The dialogs that more than one place opens. Loaded when one is first asked for. */
export function Dialogs({ open, slug, what, chosen, onClose }: DialogsProps) {
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
        what={what}
        onClose={onClose}
        onSent={(sample, sentTo) => {
          onClose()
          void openSample(sample.eventId, sentTo)
        }}
        onShow={(q) => {
          onClose()
          void navigate({ to: '/', search: { q } })
        }}
      />
      <ExportDialog opened={open === 'export'} exported={chosen} onClose={onClose} />
      <ImportDialog opened={open === 'import'} onClose={onClose} />
      <ReplayManyDialog opened={open === 'replay'} chosen={chosen} onClose={onClose} />
      <HelpDialog opened={open === 'help'} onClose={onClose} />
    </>
  )
}
