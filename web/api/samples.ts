import { sampleSchema } from '../../shared/sample.ts'
import { callApi } from './client.ts'

/** Has the server sign an event as Stack would, and send it through the endpoint's ingest URL. */
export function sendSample(input: { type: string; endpoint: string }) {
  return callApi('/api/samples', { method: 'POST', body: input, schema: sampleSchema })
}
