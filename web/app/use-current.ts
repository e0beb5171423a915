import { useQuery } from '@tanstack/react-query'
import { useMatches, useSearch } from '@tanstack/react-router'
import type { Endpoint } from '../../shared/endpoint.ts'
import type { View } from '../../shared/view.ts'
import { endpointsQuery } from '../api/endpoints.ts'
import { viewsQuery } from '../api/views.ts'
import { readFilter, slugOf } from '../lib/filter.ts'

const elsewheres = ['paste', 'targets', 'catalogue', 'handlers', 'probe'] as const
type Elsewhere = (typeof elsewheres)[number]

function elsewhereOf(routeId: string): Elsewhere | null {
  const page = routeId.split('/')[1]
  if (page === 'replays') return 'targets'
  return elsewheres.find((one) => one === page) ?? null
}

/** What the address says: the filter, and the endpoint that it or the path names. */
export function useCurrent(): {
  q: string
  slug: string | null
  endpoint: Endpoint | null
  /** The saved view whose list is shown. */
  view: View | null
  isSettings: boolean
  /** The page that stands in place of the list, where it is about neither an endpoint nor events. */
  elsewhere: Elsewhere | null
} {
  const q = useSearch({ strict: false, select: (search) => search.q ?? '' })
  const settingsSlug = useMatches({
    select: (matches) => {
      const params = matches.at(-1)?.params as { slug?: string } | undefined
      return params?.slug ?? null
    },
  })
  const elsewhere = useMatches({ select: (matches) => elsewhereOf(matches.at(-1)?.routeId ?? '') })
  const { data } = useQuery(endpointsQuery)
  const { data: views } = useQuery(viewsQuery)
  const isList = settingsSlug === null && elsewhere === null
  const slug = settingsSlug ?? slugOf(readFilter(q))
  return {
    q,
    slug,
    endpoint: data?.find((endpoint) => endpoint.slug === slug) ?? null,
    view: (isList && views?.find(({ query }) => query === q)) || null,
    isSettings: settingsSlug !== null,
    elsewhere,
  }
}
