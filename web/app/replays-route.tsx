import { ReplaysPage } from '../features/replays/replays-page.tsx'
import { usePageActions } from './page-context.ts'

/** Bulk replays. */
export function ReplaysRoute() {
  return <ReplaysPage onOpenRail={usePageActions().openRail} />
}
