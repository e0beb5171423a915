import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { EventPane } from '../features/event/event-pane.tsx'

/** The event that the address names. */
export function EventRoute() {
  const { eventId = '' } = useParams({ strict: false })
  const { q, tab } = useSearch({ strict: false })
  const navigate = useNavigate()
  const search = q === undefined ? {} : { q }
  return (
    <EventPane
      key={eventId}
      id={eventId}
      tab={tab ?? null}
      onTab={(next) =>
        void navigate({
          to: '/events/$eventId',
          params: { eventId },
          search: { ...search, tab: next },
          replace: true,
        })
      }
      onClose={() => void navigate({ to: '/', search })}
    />
  )
}
