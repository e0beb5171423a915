import { useNavigate, useParams } from '@tanstack/react-router'
import { EndpointPage } from '../features/endpoints/endpoint-page.tsx'
import { usePageActions } from './page-context.ts'

/** One endpoint's settings. */
export function EndpointRoute() {
  const { slug = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const actions = usePageActions()
  return (
    <EndpointPage
      key={slug}
      slug={slug}
      onOpenRail={actions.openRail}
      onSendSample={() => actions.sendSample(slug)}
      onDeleted={() => void navigate({ to: '/' })}
    />
  )
}
