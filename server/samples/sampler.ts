import type { SampleResult, SampleRun } from '../../shared/sample.ts'
import type { AppContext } from '../context.ts'
import { AppError } from '../errors.ts'
import { SampleError } from './carry-out.ts'

/** Runs of samples that are kept, with those under way. */
const MAX_KEPT = 100
const MAX_RUNNING = 5
const MAX_RESULTS = 100

/** Runs that send samples in the background. They end with the process. */
export interface Sampler {
  /** @param work tells what came of each request, and ends early when its signal aborts @throws AppError 409 */
  start(
    run: Omit<SampleRun, 'id' | Progress>,
    work: (signal: AbortSignal, onResult: (result: SampleResult) => void, id: string) => Promise<void>,
  ): SampleRun
  get(id: string): SampleRun | null
  /** What is in hand is still sent. Gives the run once it has ended; null: there is none. */
  cancel(id: string): Promise<SampleRun | null>
  close(): Promise<void>
}

type Progress =
  | 'state'
  | 'sent'
  | 'unexpected'
  | 'outcomes'
  | 'results'
  | 'error'
  | 'startedAt'
  | 'finishedAt'

interface Kept {
  run: SampleRun
  stop: AbortController
  done: Promise<void>
}

export function createSampler({
  newId,
  now,
  log,
}: Pick<AppContext, 'newId' | 'now'> & { log: Pick<AppContext['log'], 'error'> }): Sampler {
  const kept = new Map<string, Kept>()
  const running = () => [...kept.values()].filter(({ run }) => run.state === 'running')

  const end = (run: SampleRun, state: SampleRun['state'], error: string | null = null) => {
    Object.assign(run, { state, error, finishedAt: now() })
  }

  return {
    start: (about, work) => {
      if (running().length >= MAX_RUNNING) {
        const message = `${MAX_RUNNING} runs of samples are under way: wait for one, or cancel it.`
        throw new AppError(409, 'TOO_MANY_SAMPLES', message)
      }
      const startedAt = now()
      const run: SampleRun = {
        ...about,
        id: newId('smp', startedAt),
        state: 'running',
        sent: 0,
        unexpected: 0,
        outcomes: [],
        results: [],
        error: null,
        startedAt,
        finishedAt: null,
      }
      const stop = new AbortController()
      const done = work(stop.signal, (result) => note(run, result), run.id).then(
        () => end(run, 'done'),
        (error) => {
          if (stop.signal.aborted) return end(run, 'cancelled')
          if (!(error instanceof SampleError)) log.error({ err: error }, 'samples could not be sent')
          end(run, 'failed', wordsOf(error))
        },
      )
      kept.set(run.id, { run, stop, done })
      for (const [id, { run }] of kept) {
        if (kept.size > MAX_KEPT && run.state !== 'running') kept.delete(id)
      }
      return run
    },
    get: (id) => kept.get(id)?.run ?? null,
    cancel: async (id) => {
      const found = kept.get(id)
      if (!found) return null
      found.stop.abort()
      await found.done
      return found.run
    },
    close: async () => {
      for (const { stop } of kept.values()) stop.abort()
      await Promise.all([...kept.values()].map(({ done }) => done))
    },
  }
}

function note(run: SampleRun, result: SampleResult): void {
  run.sent++
  if (!result.isExpected) run.unexpected++
  run.results.push(result)
  if (run.results.length > MAX_RESULTS) run.results.shift()
  const outcome = result.verdict ?? result.status?.toString() ?? 'no answer'
  const known = run.outcomes.find((one) => one.outcome === outcome)
  if (known) known.count++
  else run.outcomes.push({ outcome, count: 1 })
}

function wordsOf(error: unknown): string {
  return error instanceof SampleError
    ? error.message
    : 'Something went wrong here; the log of the server says what.'
}
