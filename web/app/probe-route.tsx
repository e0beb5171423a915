import { useNavigate, useSearch } from '@tanstack/react-router'
import { ProbePage } from '../features/probe/probe-page.tsx'
import { usePageActions } from './page-context.ts'

/** Trying a handler with crafted deliveries. */
export function ProbeRoute() {
  const navigate = useNavigate()
  const targetId = useSearch({ strict: false, select: ({ target }) => target ?? null })
  return (
    <ProbePage
      key={targetId}
      targetId={targetId}
      onOpenRail={usePageActions().openRail}
      onStarted={(id) => void navigate({ to: '/probe/$probeId', params: { probeId: id } })}
    />
  )
}
