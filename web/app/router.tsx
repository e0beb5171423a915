import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { EventsRoute } from './events-route.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageFailed } from './page-failed.tsx'
import { parseSearch, printSearch } from './search.ts'
import { Shell } from './shell.tsx'

/** What the address holds besides its path: the filter, and the tab of the open event. */
export interface PageSearch {
  q?: string
  tab?: string
}

/** Loads what draws an open event. Asked for once the list stands, so that the first click need not wait. */
export const loadEventRoute = () => import('./event-route.tsx')

function readSearch(search: Record<string, unknown>): PageSearch {
  const { q, tab } = search
  return {
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(typeof tab === 'string' && tab !== '' ? { tab } : {}),
  }
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

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    eventsRoute.addChildren([indexRoute, eventRoute]),
    endpointRoute,
    pasteRoute,
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
