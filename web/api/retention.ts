import { queryOptions } from '@tanstack/react-query'
import { endpointSchema } from '../../shared/endpoint.ts'
import { type Retention, retentionPreviewSchema } from '../../shared/retention.ts'
import { callApi } from './client.ts'

/** What a rule would do to what an endpoint holds now. */
export const retentionPreviewQuery = (endpointId: string, rule: Retention) =>
  queryOptions({
    queryKey: ['retention', endpointId, rule.maxAgeMs, rule.maxCount, rule.maxBytes],
    queryFn: ({ signal }) => {
      const limits = Object.entries(rule).map(([name, limit]) => [name, limit === null ? '' : String(limit)])
      const path = `/api/endpoints/${endpointId}/retention?${new URLSearchParams(limits)}`
      return callApi(path, { schema: retentionPreviewSchema, signal })
    },
    // Events come and go all the time; a rule that was tried and left is not worth its memory.
    staleTime: 5_000,
    gcTime: 30_000,
  })

export function setRetention(endpointId: string, retention: Retention) {
  return callApi(`/api/endpoints/${endpointId}`, {
    method: 'PATCH',
    body: { retention },
    schema: endpointSchema,
  })
}
