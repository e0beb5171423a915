import type { Endpoint } from '../../../shared/endpoint.ts'
import { type Filter, termOf } from '../../lib/filter.ts'

/**
 * Of the endpoints that the filter shows the one with the most failures of late: what these have in common
 * stands above the list. Null where none failed, and where the filter looks for something else.
 */
export function worstEndpoint(filter: Filter, endpoints: Endpoint[]): Endpoint | null {
  const terms = filter.query?.terms ?? []
  const [slug, verdict] = [termOf(filter, 'endpoint'), termOf(filter, 'verdict')]
  const looksElsewhere = verdict !== null && verdict !== 'failed'
  if (looksElsewhere || terms.length !== (slug === null ? 0 : 1) + (verdict === null ? 0 : 1)) return null
  return endpoints
    .filter((endpoint) => slug === null || endpoint.slug === slug)
    .reduce<Endpoint | null>((worst, one) => (failed(one) > failed(worst) ? one : worst), null)
}

function failed(endpoint: Endpoint | null): number {
  return endpoint?.failures?.total ?? 0
}
