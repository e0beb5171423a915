import { useQuery } from '@tanstack/react-query'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { type Filter, slugOf } from '../../lib/filter.ts'

/** The endpoint that the filter names, or null. */
export function useEndpointOf(filter: Filter): Endpoint | null {
  const slug = slugOf(filter)
  const { data } = useQuery(endpointsQuery)
  return data?.find((endpoint) => endpoint.slug === slug) ?? null
}
