import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { entitySchema } from '../../shared/event.ts'
import { HistoryPage, type HistoryPlace } from '../features/history/history-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { usePageActions } from './page-context.ts'

/** All that came about one entity. */
export function HistoryRoute() {
  const { kind = '', entityId = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const actions = usePageActions()
  const entity = entitySchema.safeParse({ kind, id: entityId })
  if (!entity.success) return <NotFoundPage />
  const place: HistoryPlace = {
    view: search.view === 'lanes' ? 'lanes' : 'timeline',
    order: search.order === 'oldest' ? 'oldest' : 'newest',
    endpoint: search.endpoint ?? null,
    field: search.field ?? null,
  }
  return (
    <HistoryPage
      key={`${kind} ${entityId}`}
      entity={entity.data}
      place={place}
      onPlace={(change) => {
        const { view, order, endpoint, field } = { ...place, ...change }
        void navigate({
          to: '/entities/$kind/$entityId',
          params: { kind, entityId },
          search: {
            ...(view === 'lanes' ? { view } : {}),
            ...(order === 'oldest' ? { order } : {}),
            ...(endpoint === null ? {} : { endpoint }),
            ...(field === null ? {} : { field }),
          },
          replace: true,
        })
      }}
      onOpenRail={actions.openRail}
    />
  )
}
