import type { Endpoint } from '../../../shared/endpoint.ts'
import type { Filter } from '../../lib/filter.ts'
import { slugOf } from '../../lib/filter.ts'

/** The endpoint whose new fields stand above the list: the one that the filter names, or else the first that has some. */
export function driftingEndpoint(filter: Filter, endpoints: readonly Endpoint[]): Endpoint | null {
  const slug = slugOf(filter)
  const shown = slug === null ? endpoints : endpoints.filter((endpoint) => endpoint.slug === slug)
  return shown.find(({ drifts }) => drifts.length > 0) ?? null
}
