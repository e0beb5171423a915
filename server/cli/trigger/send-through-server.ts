import { json } from 'node:stream/consumers'
import {
  type CreateSample,
  type Sample,
  type SampleRun,
  sampleRunSchema,
  sampleSchema,
} from '../../../shared/sample.ts'
import { ask } from '../remote.ts'
import type { Sending } from './follow.ts'

/** Has a running server send samples to one of its endpoints. @throws UsageError, RemoteError */
export async function sendThroughServer(wanted: CreateSample, server: string | undefined): Promise<Sending> {
  const call = async (path: string, method: 'GET' | 'POST', body?: unknown) =>
    json(
      await ask({
        server,
        path: `/api/samples${path}`,
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    )
  const answer = await call('', 'POST', wanted)
  const sample = sampleSchema.safeParse(answer)
  if (sample.success) {
    const run = runOf(sample.data, wanted)
    return { run, read: async () => run, cancel: async () => run }
  }
  const run = sampleRunSchema.parse(answer)
  return {
    run,
    read: async () => sampleRunSchema.parse(await call(`/${run.id}`, 'GET')),
    cancel: async () => sampleRunSchema.parse(await call(`/${run.id}/cancel`, 'POST')),
  }
}

/** One sample, as a run that is over. */
function runOf({ seed, ...sample }: Sample, { type, endpoint, tamper }: CreateSample): SampleRun {
  const isExpected = (sample.verdict === 'verified') === (tamper === undefined)
  const result = { note: null, status: 200, error: null, answer: null, isExpected, ...sample }
  return {
    id: sample.eventId,
    type: type ?? null,
    scenario: null,
    endpoint: endpoint ?? null,
    url: null,
    tamper: tamper ?? null,
    seed,
    state: 'done',
    total: 1,
    sent: 1,
    unexpected: isExpected ? 0 : 1,
    outcomes: [{ outcome: sample.verdict, count: 1 }],
    results: [{ type: type ?? '', ...result }],
    error: null,
    startedAt: 0,
    finishedAt: 0,
  }
}
