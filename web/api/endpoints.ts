import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import type { AnswerRule } from '../../shared/answer-rule.ts'
import {
  deletedSchema,
  endpointListSchema,
  revealedSecretSchema,
  reverifiedSchema,
} from '../../shared/api.ts'
import { type Endpoint, endpointSchema, secretSummarySchema } from '../../shared/endpoint.ts'
import { callApi } from './client.ts'

export const endpointsQuery = queryOptions({
  queryKey: ['endpoints'],
  queryFn: async ({ signal }) => {
    const list = await callApi('/api/endpoints', { schema: endpointListSchema, signal })
    return list.endpoints
  },
})

export function createEndpoint(input: { name: string; slug?: string }) {
  return callApi('/api/endpoints', { method: 'POST', body: input, schema: endpointSchema })
}

export function renameEndpoint(id: string, name: string) {
  return callApi(`/api/endpoints/${id}`, { method: 'PATCH', body: { name }, schema: endpointSchema })
}

/** Says what senders are answered: what a target says, or null: Hooklens' own reply. */
export function setAnswer(id: string, answer: AnswerRule | null) {
  return callApi(`/api/endpoints/${id}`, { method: 'PATCH', body: { answer }, schema: endpointSchema })
}

export function deleteEndpoint(id: string) {
  return callApi(`/api/endpoints/${id}`, { method: 'DELETE', schema: deletedSchema })
}

export function addSecret(id: string, input: { secret: string; label?: string }) {
  return callApi(`/api/endpoints/${id}/secrets`, {
    method: 'POST',
    body: input,
    schema: secretSummarySchema,
  })
}

export function updateSecret(
  id: string,
  secretId: string,
  input: { label?: string; expiresAt?: number | null },
) {
  return callApi(`/api/endpoints/${id}/secrets/${secretId}`, {
    method: 'PATCH',
    body: input,
    schema: z.unknown(),
  })
}

export function removeSecret(id: string, secretId: string) {
  return callApi(`/api/endpoints/${id}/secrets/${secretId}`, { method: 'DELETE', schema: z.null() })
}

export async function revealSecret(id: string, secretId: string): Promise<string> {
  const path = `/api/endpoints/${id}/secrets/${secretId}/reveal`
  const revealed = await callApi(path, { method: 'POST', schema: revealedSecretSchema })
  return revealed.secret
}

/** Has stored events of an endpoint verified again; answers when all are. `query` chooses which. */
export function reverifyEvents(id: string, query = '') {
  return callApi(`/api/endpoints/${id}/reverify`, {
    method: 'POST',
    body: { query },
    schema: reverifiedSchema,
  })
}

/** Puts what came over the live stream into the list of endpoints. */
export function applyToEndpoints(
  client: QueryClient,
  changes: ({ id: string } & Partial<Pick<Endpoint, 'counts' | 'failures' | 'reverify'>>)[],
): void {
  client.setQueryData(endpointsQuery.queryKey, (endpoints: Endpoint[] | undefined) =>
    endpoints?.map((endpoint) => {
      const found = changes.find(({ id }) => id === endpoint.id)
      return found ? { ...endpoint, ...found } : endpoint
    }),
  )
}
