import { queryOptions } from '@tanstack/react-query'
import { infoSchema } from '../../shared/api.ts'
import { callApi } from './client.ts'

export const infoQuery = queryOptions({
  queryKey: ['info'],
  queryFn: ({ signal }) => callApi('/api/info', { schema: infoSchema, signal }),
  staleTime: Number.POSITIVE_INFINITY,
})
