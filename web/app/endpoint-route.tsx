import { useNavigate, useParams } from '@tanstack/react-router'
import { EndpointPage } from '../features/endpoints/endpoint-page.tsx'
import { FirstRun } from '../features/first-run/first-run.tsx'
import { usePageActions } from './page-context.ts'
import { useOpenSample } from './use-open-sample.ts'

/** One endpoint's settings. */
export function EndpointRoute() {
  const { slug = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const actions = usePageActions()
  const openSample = useOpenSample()
  return (
    <EndpointPage
      key={slug}
      slug={slug}
      onOpenRail={actions.openRail}
      onSendSample={() => actions.sendSample(slug)}
      onDeleted={() => void navigate({ to: '/' })}
      firstRun={(endpoint) => (
        <FirstRun
          endpoint={endpoint}
          compact
          onSent={(sample) => void openSample(sample.eventId, endpoint.slug)}
        />
      )}
    />
  )
}
