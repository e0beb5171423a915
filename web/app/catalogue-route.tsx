import { useParams, useSearch } from '@tanstack/react-router'
import { CataloguePage } from '../features/catalogue/catalogue-page.tsx'
import { TypePage } from '../features/catalogue/type-page.tsx'
import { usePageActions } from './page-context.ts'

/** Every event type that is known. */
export function CatalogueRoute() {
  const actions = usePageActions()
  return <CataloguePage onOpenRail={actions.openRail} />
}

/** One event type. */
export function CatalogueTypeRoute() {
  const { type = '' } = useParams({ strict: false })
  const { endpoint = null } = useSearch({ strict: false })
  const actions = usePageActions()
  return (
    <TypePage
      key={`${endpoint} ${type}`}
      type={type}
      endpoint={endpoint}
      onOpenRail={actions.openRail}
      onSample={() => actions.sendSample()}
    />
  )
}
