import type { CreateSample, SampleRun } from '../../shared/sample.ts'
import { carryOut, type Deliver } from './carry-out.ts'
import { planLength, type Wanted } from './plan.ts'
import type { Sampler } from './sampler.ts'
import { newSeed, planned } from './wanted.ts'
import type { Keys } from './write.ts'

interface Means {
  sampler: Sampler
  now: () => number
  keys: Keys
  /** The slug of the endpoint that it goes to; null: it goes to a URL. */
  endpoint: string | null
  deliver: (runId: string) => Deliver
}

/** Begins to send what is wanted, in the background. @throws AppError 400 or 409 */
export function startRun(ask: CreateSample, wanted: Wanted, means: Means): SampleRun {
  const { sampler, now, keys, endpoint, deliver } = means
  const { count, seed = newSeed(), tamper: fault = null, ratePerSecond = null } = ask
  const requests = planned(wanted, { count, seed, keys, fault, now })
  return sampler.start(
    {
      type: wanted.kind === 'type' ? wanted.type : null,
      scenario: wanted.kind === 'scenario' ? wanted.scenario.name : null,
      endpoint,
      url: ask.url ?? null,
      tamper: fault,
      seed,
      total: planLength(wanted, count),
    },
    (signal, onResult, id) =>
      carryOut(requests, { keys, fault, deliver: deliver(id), ratePerSecond, signal, onResult }),
  )
}
