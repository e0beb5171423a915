import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type SuggestedField, suggestionsSchema } from '../../shared/api.ts'
import { flags } from '../../shared/flag.ts'
import { callApi } from './client.ts'
import { fetchEvents } from './events.ts'

export interface SuggestionsAsked {
  field: SuggestedField
  /** Of a header or a path: its values are wanted. */
  name?: string
  prefix: string
}

/** What stored events have. While more is typed the answer before it stays. */
export const suggestionsQuery = ({ field, name, prefix }: SuggestionsAsked) =>
  queryOptions({
    queryKey: ['suggestions', field, name ?? null, prefix],
    queryFn: async ({ signal }) => {
      const search = new URLSearchParams({ field, prefix, ...(name !== undefined && { name }) })
      const answer = await callApi(`/api/search/suggestions?${search}`, { schema: suggestionsSchema, signal })
      return answer.suggestions
    },
    staleTime: 10_000,
    // Which paths there are is known once events are indexed, a while after they came.
    refetchInterval: field === 'data' ? 3_000 : false,
    gcTime: 60_000,
    placeholderData: (before, query) =>
      query?.queryKey[1] === field && query.queryKey[2] === (name ?? null)
        ? keepPreviousData(before)
        : undefined,
  })

/** Whether any stored event has a flag; the live stream says when that may have changed. */
export const hasFlagsQuery = queryOptions({
  queryKey: ['events-flagged'],
  queryFn: async ({ signal }) => {
    const q = flags.map((flag) => `flag:${flag}`).join(' or ')
    return (await fetchEvents(q, { limit: 1, signal })).events.length > 0
  },
  staleTime: Number.POSITIVE_INFINITY,
})
