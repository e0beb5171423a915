import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { EventPane } from '../features/event/event-pane.tsx'
import type { EventPlace } from '../features/event/event-place.ts'
import { listAddress } from '../lib/list-address.ts'
import { useAddress } from '../lib/use-address.ts'
import type { PageSearch } from './router.tsx'

/** The event that the address names. */
export function EventRoute() {
  const { eventId = '' } = useParams({ strict: false })
  const { q = '', at, tab, attempt, compare } = useSearch({ strict: false })
  const navigate = useNavigate()
  const address = useAddress()
  const search = listAddress(q, at === undefined ? {} : { at })
  const place: EventPlace = { tab: tab ?? null, attempt: attempt ?? null, compare: compare ?? null }
  return (
    <EventPane
      key={eventId}
      id={eventId}
      place={place}
      onPlace={(change) => {
        // Another event may have been opened meanwhile; attempts are of this one alone.
        const current = address().eventId ?? eventId
        const { tab: next, ...attempts } = change
        if (current !== eventId && next === undefined) return
        void navigate({
          to: '/events/$eventId',
          params: { eventId: current },
          search: (before) => withPlace(before, current === eventId ? change : { tab: next ?? null }),
          // Back leads from a comparison to the deliveries.
          replace: attempts.compare == null,
        })
      }}
      onClose={() => void navigate({ to: '/', search })}
    />
  )
}

/** The search part of an address with what changed in it; null takes away. */
function withPlace(before: PageSearch, change: Partial<EventPlace>): PageSearch {
  const all = { ...before, ...change }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}
