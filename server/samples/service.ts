import {
  type CreateSample,
  SAMPLE_HEADER,
  type Sample,
  type SampleResult,
  type SampleRun,
} from '../../shared/sample.ts'
import type { AppContext } from '../context.ts'
import type { OpenEndpoint } from '../endpoints/registry.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { AppError, notFound, storeUnavailable } from '../errors.ts'
import { sendOne } from './carry-out.ts'
import { endpointKeys } from './endpoint-keys.ts'
import { givenKeys, redactOf } from './given-keys.ts'
import type { Wanted } from './plan.ts'
import { startRun } from './start-run.ts'
import { toEndpoint } from './to-endpoint.ts'
import { toUrl } from './to-url.ts'
import { newSeed, planned, readWanted } from './wanted.ts'

/**
 * One sample of a type to an endpoint is sent and answered at once; everything else is a run in the background.
 * @throws AppError 400, 404, 409, 502 or 503
 */
export async function createSample(ctx: AppContext, ask: CreateSample): Promise<Sample | SampleRun> {
  const wanted = readWanted(ask)
  const { url, endpoint: idOrSlug, count } = ask
  if (url !== undefined) {
    const keys = givenKeys(ask, wanted)
    const deliver = () => toUrl(ctx.sender, url, redactOf(keys))
    return startRun(ask, wanted, { ...ctx, keys, endpoint: null, deliver })
  }
  const endpoint = requireEndpoint(ctx, idOrSlug ?? '')
  if (wanted.kind === 'type' && count === 1) return sendSample(ctx, ask, wanted, endpoint)
  return startRun(ask, wanted, {
    ...ctx,
    keys: endpointKeys(ctx, endpoint, wanted),
    endpoint: endpoint.slug,
    deliver: (runId) => toEndpoint(ctx, endpoint.slug, [[SAMPLE_HEADER, runId]]),
  })
}

/** @throws AppError 404 */
export function getSampleRun({ sampler }: AppContext, id: string): SampleRun {
  return sampler.get(id) ?? noRun(id)
}

/** What was sent stays sent. @throws AppError 404 */
export async function cancelSampleRun({ sampler }: AppContext, id: string): Promise<SampleRun> {
  return (await sampler.cancel(id)) ?? noRun(id)
}

async function sendSample(
  ctx: AppContext,
  { seed = newSeed(), tamper }: CreateSample,
  wanted: Wanted,
  endpoint: OpenEndpoint,
): Promise<Sample> {
  const fault = tamper ?? null
  const keys = endpointKeys(ctx, endpoint, wanted)
  const request = planned(wanted, { count: 1, seed, keys, fault, now: ctx.now }).next().value
  const { signal } = new AbortController()
  return stored(
    await sendOne(request, { keys, fault, deliver: toEndpoint(ctx, endpoint.slug), signal }),
    seed,
  )
}

/** @throws AppError 502 or 503 */
function stored({ eventId, verdict, messageId, schema, status, error }: SampleResult, seed: string): Sample {
  if (eventId !== null && verdict !== null) return { eventId, verdict, messageId, schema, seed }
  if (status === 503) throw storeUnavailable()
  throw new AppError(502, 'SAMPLE_REFUSED', error ?? 'The ingest URL did not take the sample.')
}

function noRun(id: string): never {
  const message = `There is no run of samples "${id}": it ended long ago, or the server was started again since.`
  throw notFound('sample', message)
}
