import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { EventsPage } from '../features/events/events-page.tsx'
import { allThatMatch } from '../lib/chosen-events.ts'
import { readAt } from '../lib/list-address.ts'
import { useShortcut } from '../lib/use-shortcut.ts'
import { usePageActions } from './page-context.ts'
import { useCurrent } from './use-current.ts'
import { useOpenSample } from './use-open-sample.ts'

const FirstRun = lazy(() =>
  import('../features/first-run/first-run.tsx').then((module) => ({ default: module.FirstRun })),
)

/** The list with the open event beside it. */
export function EventsRoute() {
  const { q, endpoint } = useCurrent()
  const { eventId = null } = useParams({ strict: false })
  const at = useSearch({ strict: false, select: (search) => readAt(search.at) })
  const navigate = useNavigate()
  const actions = usePageActions()
  const openSample = useOpenSample()
  useShortcut(
    'goEndpoint',
    () => endpoint && void navigate({ to: '/endpoints/$slug', params: { slug: endpoint.slug } }),
    endpoint !== null,
  )
  useShortcut('export', () => actions.exportEvents(allThatMatch(q)))
  return (
    <EventsPage
      q={q}
      at={at}
      selectedId={eventId}
      onOpenRail={actions.openRail}
      onExport={() => actions.exportEvents(allThatMatch(q))}
      onExportChosen={actions.exportEvents}
      onReplay={actions.replayEvents}
      firstRun={(shown) => (
        <Suspense>
          <FirstRun
            endpoint={shown}
            onSent={(sample) => void openSample(sample.eventId, shown.slug)}
            onMore={() => actions.sendSample(shown.slug, 'sign-up')}
          />
        </Suspense>
      )}
    >
      {eventId === null ? null : <Outlet />}
    </EventsPage>
  )
}
