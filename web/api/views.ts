import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { statsSchema } from '../../shared/api.ts'
import { type CreateView, type UpdateView, viewListSchema, viewSchema } from '../../shared/view.ts'
import { callApi } from './client.ts'

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await callApi('/api/views', { schema: viewListSchema, signal })).views,
  staleTime: Number.POSITIVE_INFINITY,
})

export function createView(input: CreateView) {
  return callApi('/api/views', { method: 'POST', body: input, schema: viewSchema })
}

export function updateView(id: string, change: UpdateView) {
  return callApi(`/api/views/${id}`, { method: 'PATCH', body: change, schema: viewSchema })
}

export function deleteView(id: string) {
  return callApi(`/api/views/${id}`, { method: 'DELETE', schema: z.null() })
}

/** How many events a query matches; `complete` is false where there are more, and counting them takes long. */
export async function countMatches(q: string, signal: AbortSignal) {
  const { total, complete } = await callApi(`/api/events/stats?${new URLSearchParams({ q })}`, {
    schema: statsSchema,
    signal,
  })
  return { total, complete }
}
