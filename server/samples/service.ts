import type { HeaderPair } from '../../shared/event.ts'
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
import { AppError, invalid, notFound, storeUnavailable } from '../errors.ts'
import { carryOut, type Deliver, sendOne } from './carry-out.ts'
import { givenKeys, keysOf, secretProblem } from './keys.ts'
import { planLength, type Wanted } from './plan.ts'
import { toEndpoint } from './to-endpoint.ts'
import { toUrl } from './to-url.ts'
import { newSeed, planned, readWanted } from './wanted.ts'
import type { Keys } from './write.ts'

/**
 * One sample of a type to an endpoint is sent and answered at once; everything else is a run in the background.
 * @throws AppError 400, 404, 409, 502 or 503
 */
export async function createSample(ctx: AppContext, ask: CreateSample): Promise<Sample | SampleRun> {
  const wanted = readWanted(ask)
  const endpoint = ask.endpoint === undefined ? null : requireEndpoint(ctx, ask.endpoint)
  const keys = endpoint ? keysOf(ctx, endpoint) : readKeys(ask)
  refuseOneSecret(wanted, keys, endpoint)
  const { count, seed = newSeed(), tamper: fault = null } = ask
  const requests = planned(wanted, { count, seed, keys, fault, now: ctx.now })

  if (endpoint && wanted.kind === 'type' && count === 1) {
    const { value } = requests.next()
    const { signal } = new AbortController()
    return stored(
      await sendOne(value, { keys, fault, deliver: toEndpoint(ctx, endpoint.slug), signal }),
      seed,
    )
  }
  return ctx.sampler.start(
    {
      type: wanted.kind === 'type' ? wanted.type : null,
      scenario: wanted.kind === 'scenario' ? wanted.scenario.name : null,
      endpoint: endpoint?.slug ?? null,
      url: ask.url ?? null,
      tamper: fault,
      seed,
      total: planLength(wanted, count),
    },
    (signal, onResult, id) => {
      const deliver = delivery(ctx, ask, endpoint, [SAMPLE_HEADER, id])
      return carryOut(requests, {
        keys,
        fault,
        deliver,
        ratePerSecond: ask.ratePerSecond ?? null,
        signal,
        onResult,
      })
    },
  )
}

/** @throws AppError 404 */
export function getSampleRun({ sampler }: AppContext, id: string): SampleRun {
  return sampler.get(id) ?? noRun(id)
}

/** What was sent stays sent. @throws AppError 404 */
export async function cancelSampleRun({ sampler }: AppContext, id: string): Promise<SampleRun> {
  return (await sampler.cancel(id)) ?? noRun(id)
}

function delivery(
  ctx: AppContext,
  { url = '' }: CreateSample,
  endpoint: OpenEndpoint | null,
  mark: HeaderPair,
): Deliver {
  return endpoint ? toEndpoint(ctx, endpoint.slug, [mark]) : toUrl(ctx.sender, url)
}

/** Of a handler elsewhere. @throws AppError 400 */
function readKeys({ secret = '', oldSecret }: CreateSample): Keys {
  for (const [path, text] of Object.entries({ secret, oldSecret })) {
    const problem = text === undefined ? null : secretProblem(text)
    if (problem) throw invalid(path, problem)
  }
  return givenKeys(secret, oldSecret ?? null)
}

/** @throws AppError 400 or 409 */
function refuseOneSecret(wanted: Wanted, { oldSecret }: Keys, endpoint: OpenEndpoint | null): void {
  if (wanted.kind === 'type' || !wanted.scenario.needsTwoSecrets || oldSecret !== null) return
  const { label } = wanted.scenario
  if (!endpoint) throw invalid('oldSecret', `“${label}” needs the handler’s old secret besides its new one.`)
  throw new AppError(
    409,
    'NO_SECOND_SECRET',
    `“${label}” needs an endpoint with two secrets in use. Add the new one beside the old one; the one that was added last counts as the new one.`,
  )
}

/** @throws AppError 502 or 503 */
function stored({ eventId, verdict, schema, status, error }: SampleResult, seed: string): Sample {
  if (eventId !== null && verdict !== null) return { eventId, verdict, schema, seed }
  if (status === 503) throw storeUnavailable()
  throw new AppError(502, 'SAMPLE_REFUSED', error ?? 'The ingest URL did not take the sample.')
}

function noRun(id: string): never {
  throw notFound(
    'sample',
    `There is no run of samples "${id}": it is over for long, or the server was started again.`,
  )
}
