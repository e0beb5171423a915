import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { deliveryDetailSchema } from '../../shared/delivery.ts'
import {
  type CreateTargetInput,
  targetListSchema,
  targetSchema,
  type UpdateTarget,
} from '../../shared/target.ts'
import { callApi } from './client.ts'

/** Every target, with its counts and its circuit; the live stream says when it changed. */
export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: async ({ signal }) =>
    (await callApi('/api/targets', { schema: targetListSchema, signal })).targets,
})

export function createTarget(input: CreateTargetInput) {
  return callApi('/api/targets', { method: 'POST', body: input, schema: targetSchema })
}

export function updateTarget(id: string, change: UpdateTarget) {
  return callApi(path(id), { method: 'PATCH', body: change, schema: targetSchema })
}

/** Its waiting deliveries are cancelled; past ones stay. */
export function deleteTarget(id: string) {
  return callApi(path(id), { method: 'DELETE', schema: z.null() })
}

/** Sends a signed sample and waits for what becomes of it. */
export function testTarget(id: string) {
  return callApi(`${path(id)}/test`, { method: 'POST', schema: deliveryDetailSchema })
}

/** Takes a target that is down for one that is up: what waits for it is tried at once. */
export function resumeTarget(id: string) {
  return callApi(`${path(id)}/resume`, { method: 'POST', schema: targetSchema })
}

/** Cancels all deliveries that wait for a target, and says how many those were. */
export function cancelWaiting(id: string) {
  return callApi(`${path(id)}/cancel`, { method: 'POST', schema: z.object({ cancelled: z.int() }) })
}

function path(id: string): string {
  return `/api/targets/${encodeURIComponent(id)}`
}
