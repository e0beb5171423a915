import { useParams } from '@tanstack/react-router'
import { ReplayPage } from '../features/replays/replay-page.tsx'
import { usePageActions } from './page-context.ts'

/** One bulk replay. */
export function ReplayRoute() {
  const { replayId = '' } = useParams({ strict: false })
  return <ReplayPage key={replayId} id={replayId} onOpenRail={usePageActions().openRail} />
}
