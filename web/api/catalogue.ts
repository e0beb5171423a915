import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { catalogueSchema } from '../../shared/catalogue.ts'
import { callApi } from './client.ts'

/** Schemas change with a new start of the server alone; what was received is counted anew when it is shown again. */
const STALE_MS = 30_000

/** Every event type with its schema, and what was received of it. */
export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => callApi('/api/catalog', { schema: catalogueSchema, signal }),
  staleTime: STALE_MS,
})

/** Somebody has seen the fields of an endpoint that drifted since `upTo` at the latest. */
export function markDriftsSeen(endpointId: string, upTo: number) {
  const path = `/api/endpoints/${endpointId}/drifts/seen`
  return callApi(path, { method: 'POST', body: { upTo }, schema: z.null() })
}
