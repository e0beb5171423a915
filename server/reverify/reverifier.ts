import type { Reverified } from '../../shared/api.ts'
import type { ReverifyProgress } from '../../shared/endpoint.ts'
import type { AppContext } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import type { Reverification } from '../store/reverification-store.ts'
import { createThread } from '../threads/thread.ts'
import { carryOut } from './run.ts'

/** Verifies stored events again, one run an endpoint at a time. */
export interface Reverifier {
  /**
   * Runs over the events of an endpoint that a printed query chooses; joins a run that does so already.
   * Resolves when it is done. @throws AppError 404, 409, 503; StoreUnavailableError
   */
  reverify(endpointId: string, query: string): Promise<Reverified>
  /** Null: nothing runs. */
  progress(endpointId: string): ReverifyProgress | null
  /** Goes on with the runs that the last stop cut off. */
  resume(): Promise<void>
  /** Stops runs once the page in hand is written; they go on at the next start. */
  close(): Promise<void>
}

interface Run {
  progress: ReverifyProgress
  done: Promise<Reverified>
}

export function createReverifier(
  ctx: Pick<AppContext, 'store' | 'registry' | 'bus' | 'log' | 'now'>,
): Reverifier {
  const { store, registry, bus, log } = ctx
  const runs = new Map<string, Run>()
  const thread = createThread(import.meta.url, './reverify-worker', store.location)
  const stopping = new AbortController()

  const start = (
    endpointId: string,
    query: string,
    begin: () => Promise<Reverification | null>,
  ): Promise<Reverified> => {
    const tell = (done: boolean) => bus.publish({ kind: 'reverify', endpointId, ...run.progress, done })
    const onProgress = ({ total, checked, changed }: Reverification) => {
      run.progress = { query, total, checked, changed }
      tell(false)
    }
    const work = async (): Promise<Reverified> => {
      try {
        const begun = await begin()
        const ended =
          begun && (await carryOut(begun, { ...ctx, thread, signal: stopping.signal, onProgress }))
        if (!ended)
          throw notFound('endpoint', 'The endpoint was deleted while its events were verified again.')
        await registry.reload()
        return { checked: ended.checked, changed: ended.changed }
      } finally {
        runs.delete(endpointId)
        bus.publish({ kind: 'endpoints' })
        tell(true)
      }
    }
    const run: Run = { progress: { query, total: 0, checked: 0, changed: 0 }, done: work() }
    runs.set(endpointId, run)
    run.done.catch((err) => {
      if (!(err instanceof AppError)) log.error({ err, endpointId }, 'events could not be verified again')
    })
    return run.done
  }

  return {
    reverify: async (endpointId, query) => {
      stopping.signal.throwIfAborted()
      const running = runs.get(endpointId)
      if (!running)
        return start(endpointId, query, () => store.reverifications.begin(endpointId, query, ctx.now()))
      if (running.progress.query === query) return running.done
      throw otherRun(running.progress)
    },
    progress: (endpointId) => runs.get(endpointId)?.progress ?? null,
    resume: async () => {
      for (const run of await store.reverifications.list()) {
        void start(run.endpointId, run.query, async () => run)
      }
    },
    close: async () => {
      stopping.abort(
        new AppError(503, 'STOPPING', 'The server is being stopped. It goes on when it starts again.'),
      )
      await Promise.allSettled([...runs.values()].map(({ done }) => done))
      await thread.close()
    },
  }
}

function otherRun({ query, checked, total }: ReverifyProgress): AppError {
  const which = query === '' ? 'All events' : `The events that match "${query}"`
  const figures = `${checked.toLocaleString('en')} of ${total.toLocaleString('en')}`
  return new AppError(
    409,
    'REVERIFY_RUNNING',
    `${which} of this endpoint are being verified again now, ${figures} so far. Ask again when that is done.`,
  )
}
