import { queryOptions } from '@tanstack/react-query'
import {
  type CreateProbeInput,
  type ProbeReport,
  probeListSchema,
  probeReportSchema,
} from '../../shared/probe.ts'
import { callApi } from './client.ts'

/** A probe sends its requests within seconds: it is asked for while it runs, and no more afterwards. */
const WHILE_RUNNING_MS = 300

/** The probes that the server remembers, newest first. */
export const probesQuery = queryOptions({
  queryKey: ['probes'],
  queryFn: async ({ signal }) => (await callApi('/api/probes', { schema: probeListSchema, signal })).probes,
  refetchInterval: ({ state }) =>
    state.data?.some((probe) => probe.state === 'running') ? WHILE_RUNNING_MS : false,
})

export const probeQuery = (id: string) =>
  queryOptions({
    queryKey: ['probe', id],
    queryFn: ({ signal }) => callApi(path(id), { schema: probeReportSchema, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? WHILE_RUNNING_MS : false),
  })

export function startProbe(input: CreateProbeInput): Promise<ProbeReport> {
  return callApi('/api/probes', { method: 'POST', body: input, schema: probeReportSchema })
}

export function cancelProbe(id: string): Promise<ProbeReport> {
  return callApi(`${path(id)}/cancel`, { method: 'POST', schema: probeReportSchema })
}

function path(id: string): string {
  return `/api/probes/${encodeURIComponent(id)}`
}
