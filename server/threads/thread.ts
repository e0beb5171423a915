import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { workerEntry } from './worker-entry.ts'

/** A question to a thread, and its answer. */
export interface Question {
  id: number
  name: string
  args: unknown[]
}
export type Answer = { id: number; value: unknown } | { id: number; error: unknown }

/** What a worker is started with: its own data, and the id of the question that nobody waits for any more. */
export interface ThreadStart {
  data: unknown
  cancelled: Int32Array
}

/** A worker thread that answers questions one after the other. */
export interface Thread {
  /** Questions that wait for their answer. */
  readonly waiting: number
  /**
   * Whoever aborts the signal hears of it at once. A question that waits for its turn is then never put to the
   * thread; one in hand ends as soon as its answer looks at `isCancelled`.
   */
  ask(name: string, args: unknown[], signal?: AbortSignal): Promise<unknown>
  /** Ends it once it has answered. */
  close(): Promise<void>
}

interface Asked extends Question {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/**
 * A thread that runs the worker at `entry`, a path without its extension, beside the module at `base`. It is
 * started by the first question; one that dies fails the question in hand and is started again for the next.
 */
export function createThread(base: string, entry: string, data: unknown = null): Thread {
  return new QuestionThread(new URL(`${entry}${extname(base)}`, base), data)
}

class QuestionThread implements Thread {
  readonly #url: URL
  readonly #data: unknown
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4))
  #queue: Asked[] = []
  #inHand: Asked | null = null
  #worker: Worker | null = null
  #asked = 0
  #onIdle = () => {}

  constructor(url: URL, data: unknown) {
    this.#url = url
    this.#data = data
  }

  get waiting(): number {
    return this.#queue.length + (this.#inHand ? 1 : 0)
  }

  ask(name: string, args: unknown[], signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const id = ++this.#asked
      const cancel = () => {
        this.#cancel(id)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', cancel, { once: true })
      const settled = () => signal?.removeEventListener('abort', cancel)
      this.#queue.push({
        id,
        name,
        args,
        resolve: (value) => {
          settled()
          resolve(value)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      })
      this.#next()
    })
  }

  async close(): Promise<void> {
    if (this.waiting > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve))
    if (this.#worker === null) return
    // Asked to, not terminated: Node can crash when a thread is ended while it still loads its modules.
    const ended = once(this.#worker, 'exit')
    this.#worker.postMessage(null)
    await ended
  }

  #next(): void {
    if (this.#inHand) return
    const next = this.#queue.shift()
    if (!next) {
      this.#onIdle()
      return
    }
    this.#inHand = next
    this.#worker ??= this.#start()
    const { id, name, args } = next
    this.#worker.postMessage({ id, name, args } satisfies Question)
  }

  #cancel(id: number): void {
    if (this.#inHand?.id === id) Atomics.store(this.#cancelled, 0, id)
    else this.#queue = this.#queue.filter((asked) => asked.id !== id)
  }

  #start(): Worker {
    const worker = openWorker(workerEntry(this.#url), { data: this.#data, cancelled: this.#cancelled })
    let reason: unknown = new Error('A worker thread ended.')
    worker.on('message', (answer: Answer) => {
      const asked = this.#takeInHand()
      if ('error' in answer) asked?.reject(answer.error)
      else asked?.resolve(answer.value)
      this.#next()
    })
    worker.on('error', (error) => {
      reason = error
    })
    worker.on('exit', () => {
      this.#worker = null
      this.#takeInHand()?.reject(reason)
      this.#next()
    })
    return worker
  }

  #takeInHand(): Asked | null {
    const asked = this.#inHand
    this.#inHand = null
    return asked
  }
}

/** Run from source, a worker has no loader for TypeScript until it is given one. */
function openWorker(url: URL, workerData: ThreadStart): Worker {
  if (!url.pathname.endsWith('.ts')) return new Worker(url, { workerData })
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${url.href}') })`
  return new Worker(load, { eval: true, workerData })
}
