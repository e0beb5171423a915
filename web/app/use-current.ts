import { useQuery } from '@tanstack/react-query'
import { useMatches, useSearch } from '@tanstack/react-router'
import type { Endpoint } from '../../shared/endpoint.ts'
import type { View } from '../../shared/view.ts'
import { endpointsQuery } from '../api/endpoints.ts'
import { viewsQuery } from '../api/views.ts'
import { readFilter, slugOf } from '../lib/filter.ts'

/** What the address says: the filter, and the endpoint that it or the path names. */
export function useCurrent(): {
  q: string
  slug: string | null
  endpoint: Endpoint | null
  /** The saved view whose list is shown. */
  view: View | null
  isSettings: boolean
  /** The page for pasted requests only remembers the filter. */
  isPaste: boolean
  /** Where events are sent on to, and what was sent. */
  isTargets: boolean
  /** Trying a handler. */
  isProbe: boolean
} {
  const q = useSearch({ strict: false, select: (search) => search.q ?? '' })
  const settingsSlug = useMatches({
    select: (matches) => {
      const params = matches.at(-1)?.params as { slug?: string } | undefined
      return params?.slug ?? null
    },
  })
  const isPaste = useMatches({ select: (matches) => matches.some(({ routeId }) => routeId === '/paste') })
  const isTargets = useMatches({
    select: (matches) => matches.some(({ routeId }) => /^\/(targets|replays)/.test(routeId)),
  })
  const isProbe = useMatches({
    select: (matches) => matches.some(({ routeId }) => /^\/probe/.test(routeId)),
  })
  const { data } = useQuery(endpointsQuery)
  const { data: views } = useQuery(viewsQuery)
  const isList = settingsSlug === null && !isPaste && !isTargets && !isProbe
  const slug = settingsSlug ?? slugOf(readFilter(q))
  return {
    q,
    slug,
    endpoint: data?.find((endpoint) => endpoint.slug === slug) ?? null,
    view: (isList && views?.find(({ query }) => query === q)) || null,
    isSettings: settingsSlug !== null,
    isPaste,
    isTargets,
    isProbe,
  }
}
