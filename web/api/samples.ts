import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import {
  type CreateSampleInput,
  type Sample,
  type SampleRun,
  sampleRunSchema,
  sampleSchema,
} from '../../shared/sample.ts'
import { callApi } from './client.ts'

/** How often a run is looked at while it is under way. */
const LOOK_MS = 250

/** Has the server sign an event as Stack would, and send it through the endpoint's ingest URL. */
export function sendSample(input: { type: string; endpoint: string }) {
  return callApi('/api/samples', { method: 'POST', body: input, schema: sampleSchema })
}

/** Has the server send samples: one to an endpoint is there when this resolves, all else is a run. */
export function sendSamples(input: CreateSampleInput): Promise<Sample | SampleRun> {
  return callApi('/api/samples', { method: 'POST', body: input, schema: startedSchema })
}

const startedSchema = z.union([sampleRunSchema, sampleSchema])

/** A run as it goes on. */
export const sampleRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['sample-run', id],
    queryFn: ({ signal }) => callApi(path(id), { schema: sampleRunSchema, signal }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : LOOK_MS),
    // Events that come in the meantime change nothing of it.
    staleTime: 0,
  })

export function cancelSampleRun(id: string) {
  return callApi(`${path(id)}/cancel`, { method: 'POST', schema: sampleRunSchema })
}

function path(id: string): string {
  return `/api/samples/${encodeURIComponent(id)}`
}
