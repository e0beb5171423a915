import { useNavigate, useParams } from '@tanstack/react-router'
import { TargetPage } from '../features/targets/target-page.tsx'
import { usePageActions } from './page-context.ts'

/** One target. */
export function TargetRoute() {
  const { targetId = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const actions = usePageActions()
  return (
    <TargetPage
      key={targetId}
      id={targetId}
      onOpenRail={actions.openRail}
      onDeleted={() => void navigate({ to: '/targets' })}
    />
  )
}
