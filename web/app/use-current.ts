import { useQuery } from '@tanstack/react-query'
import { useMatches, useSearch } from '@tanstack/react-router'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpointsQuery } from '../api/endpoints.ts'
import { readFilter, termOf } from '../lib/filter.ts'

/** What the address says: the filter, and the endpoint that it or the path names. */
export function useCurrent(): {
  q: string
  slug: string | null
  endpoint: Endpoint | null
  isSettings: boolean
  /** The page for pasted requests only remembers the filter. */
  isPaste: boolean
} {
  const q = useSearch({ strict: false, select: (search) => search.q ?? '' })
  const settingsSlug = useMatches({
    select: (matches) => {
      const params = matches.at(-1)?.params as { slug?: string } | undefined
      return params?.slug ?? null
    },
  })
  const isPaste = useMatches({ select: (matches) => matches.some(({ routeId }) => routeId === '/paste') })
  const { data } = useQuery(endpointsQuery)
  const slug = settingsSlug ?? termOf(readFilter(q), 'endpoint')
  return {
    q,
    slug,
    endpoint: data?.find((endpoint) => endpoint.slug === slug) ?? null,
    isSettings: settingsSlug !== null,
    isPaste,
  }
}
