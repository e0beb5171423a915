import { useNavigate } from '@tanstack/react-router'
import { ProbePage } from '../features/probe/probe-page.tsx'
import { usePageActions } from './page-context.ts'

/** Trying a handler with crafted deliveries. */
export function ProbeRoute() {
  const navigate = useNavigate()
  return (
    <ProbePage
      onOpenRail={usePageActions().openRail}
      onStarted={(id) => void navigate({ to: '/probe/$probeId', params: { probeId: id } })}
    />
  )
}
