import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { EventsRoute } from './events-route.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageFailed } from './page-failed.tsx'
import { parseSearch, printSearch } from './search.ts'
import { Shell } from './shell.tsx'

/**
 * What the address holds besides its path: the filter, the time the list is opened at, and of the open event the
 * tab, the attempt that is open, and the two that are compared.
 */
export interface PageSearch {
  q?: string
  at?: string
  tab?: string
  attempt?: string
  compare?: string
  /** How a page with several ways to look at it is looked at. */
  view?: string
  /** Of a history: which end comes first, whose events, and the field that changed. */
  order?: string
  endpoint?: string
  field?: string
  /** The event types to write code for. */
  types?: string
  /** The target that is to be probed. */
  target?: string
}

/** Loads what draws an open event. Asked for once the list stands, so that the first click need not wait. */
export const loadEventRoute = () => import('./event-route.tsx')

function readSearch(search: Record<string, unknown>): PageSearch {
  const names = [
    'q',
    'at',
    'tab',
    'attempt',
    'compare',
    'view',
    'order',
    'endpoint',
    'field',
    'types',
    'target',
  ] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
}

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  validateSearch: readSearch,
})
const eventsRoute = createRoute({ getParentRoute: () => rootRoute, id: 'events', component: EventsRoute })
const indexRoute = createRoute({ getParentRoute: () => eventsRoute, path: '/' })
const eventRoute = createRoute({
  getParentRoute: () => eventsRoute,
  path: '/events/$eventId',
  component: lazyRouteComponent(loadEventRoute, 'EventRoute'),
})
const endpointRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/endpoints/$slug',
  component: lazyRouteComponent(() => import('./endpoint-route.tsx'), 'EndpointRoute'),
})
const pasteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/paste',
  component: lazyRouteComponent(() => import('./paste-route.tsx'), 'PasteRoute'),
})
const handlersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/handlers',
  component: lazyRouteComponent(() => import('./handlers-route.tsx'), 'HandlersRoute'),
})
const targetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/targets',
  component: lazyRouteComponent(() => import('./targets-route.tsx'), 'TargetsRoute'),
})
const targetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/targets/$targetId',
  component: lazyRouteComponent(() => import('./target-route.tsx'), 'TargetRoute'),
})
const replaysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/replays',
  component: lazyRouteComponent(() => import('./replays-route.tsx'), 'ReplaysRoute'),
})
const replayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/replays/$replayId',
  component: lazyRouteComponent(() => import('./replay-route.tsx'), 'ReplayRoute'),
})
const catalogueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue',
  component: lazyRouteComponent(() => import('./catalogue-route.tsx'), 'CatalogueRoute'),
})
const catalogueTypeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/catalogue/$type',
  component: lazyRouteComponent(() => import('./catalogue-route.tsx'), 'CatalogueTypeRoute'),
})
const probeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/probe',
  component: lazyRouteComponent(() => import('./probe-route.tsx'), 'ProbeRoute'),
})
const probeReportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/probe/$probeId',
  component: lazyRouteComponent(() => import('./probe-report-route.tsx'), 'ProbeReportRoute'),
})
const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare/$a/$b',
  component: lazyRouteComponent(() => import('./compare-route.tsx'), 'CompareRoute'),
})
const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/entities/$kind/$entityId',
  component: lazyRouteComponent(() => import('./history-route.tsx'), 'HistoryRoute'),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    eventsRoute.addChildren([indexRoute, eventRoute]),
    endpointRoute,
    pasteRoute,
    handlersRoute,
    targetsRoute,
    targetRoute,
    replaysRoute,
    replayRoute,
    catalogueRoute,
    catalogueTypeRoute,
    probeRoute,
    probeReportRoute,
    compareRoute,
    historyRoute,
  ]),
  parseSearch,
  stringifySearch: printSearch,
  defaultPreload: false,
  defaultErrorComponent: PageFailed,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
