import type { z } from 'zod'
import { diagnosedRequestSchema, type diagnoseRequestSchema } from '../../shared/api.ts'
import { callApi } from './client.ts'

/** Has the server explain a request that was saved elsewhere. Nothing of it is kept. */
export function diagnoseRequest(input: z.input<typeof diagnoseRequestSchema>, signal?: AbortSignal) {
  return callApi('/api/diagnose', { method: 'POST', body: input, schema: diagnosedRequestSchema, signal })
}
