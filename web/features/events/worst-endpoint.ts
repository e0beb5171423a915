import type { Endpoint } from '../../../shared/endpoint.ts'
import { endpointAndVerdict, type Filter } from '../../lib/filter.ts'

/**
 * Of the endpoints that the filter shows the one with the most failures of late: what these have in common
 * stands above the list. Null where none failed, and where the filter looks for something else.
 */
export function worstEndpoint(filter: Filter, endpoints: Endpoint[]): Endpoint | null {
  const asked = endpointAndVerdict(filter)
  if (!asked || (asked.verdict !== null && asked.verdict !== 'failed')) return null
  return endpoints
    .filter((endpoint) => asked.slug === null || endpoint.slug === asked.slug)
    .reduce<Endpoint | null>((worst, one) => (failed(one) > failed(worst) ? one : worst), null)
}

function failed(endpoint: Endpoint | null): number {
  return endpoint?.failures?.total ?? 0
}
