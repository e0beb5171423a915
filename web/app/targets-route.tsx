import { useNavigate } from '@tanstack/react-router'
import { TargetsPage } from '../features/targets/targets-page.tsx'
import { usePageActions } from './page-context.ts'

/** Where events are sent on to. */
export function TargetsRoute() {
  const navigate = useNavigate()
  const actions = usePageActions()
  return (
    <TargetsPage
      onOpenRail={actions.openRail}
      onCreated={(target) => void navigate({ to: '/targets/$targetId', params: { targetId: target.id } })}
    />
  )
}
