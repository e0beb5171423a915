import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A question to a thread, and its answer. */
export interface Question {
  id: number
  name: string
  args: unknown[]
}
export type Answer = { id: number; value: unknown } | { id: number; error: unknown }

/** A worker thread that answers questions one after the other. */
export interface Thread {
  /** Questions that wait for their answer. */
  readonly waiting: number
  ask(name: string, args: unknown[]): Promise<unknown>
  /** Ends it once it has answered. */
  close(): Promise<void>
}

/**
 * A thread that runs the worker at `entry`, a path without its extension, beside the module at `base`. It is
 * started by the first question; one that dies fails what it was asked and is started again by the next.
 */
export function createThread(base: string, entry: string, workerData: unknown = null): Thread {
  const url = new URL(`${entry}${extname(base)}`, base)
  const waiting = new Map<number, PromiseWithResolve>()
  let asked = 0
  let worker: Worker | null = null

  function start(): Worker {
    const started = openWorker(url, workerData)
    let reason: unknown = new Error('A worker thread ended.')
    started.on('message', (answer: Answer) => {
      const question = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) question?.reject(answer.error)
      else question?.resolve(answer.value)
    })
    started.on('error', (error) => {
      reason = error
    })
    started.on('exit', () => {
      if (worker === started) worker = null
      for (const { reject } of waiting.values()) reject(reason)
      waiting.clear()
    })
    return started
  }

  return {
    get waiting() {
      return waiting.size
    },
    ask: (name, args) =>
      new Promise((resolve, reject) => {
        const id = ++asked
        waiting.set(id, { resolve, reject })
        worker ??= start()
        worker.postMessage({ id, name, args } satisfies Question)
      }),
    close: async () => {
      if (worker === null) return
      // Asked to, not terminated: Node can crash when a thread is ended while it still loads its modules.
      const ended = once(worker, 'exit')
      worker.postMessage(null)
      await ended
    },
  }
}

/** Run from source, a worker has no loader for TypeScript until it is given one. */
function openWorker(url: URL, workerData: unknown): Worker {
  if (!url.pathname.endsWith('.ts')) return new Worker(url, { workerData })
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${url.href}') })`
  return new Worker(load, { eval: true, workerData })
}

interface PromiseWithResolve {
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}
