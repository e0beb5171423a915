import { PastePage } from '../features/paste/paste-page.tsx'
import { usePageActions } from './page-context.ts'
import { useCurrent } from './use-current.ts'

/** Explains a request from elsewhere. */
export function PasteRoute() {
  const { slug } = useCurrent()
  const actions = usePageActions()
  return <PastePage slug={slug} onOpenRail={actions.openRail} />
}
