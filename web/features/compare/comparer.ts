import type { Answer, Question } from './comparison.ts'

/** A worker that compares one pair of bodies. */
export interface Comparer {
  ask<What extends Question['what']>(what: What): Promise<Extract<Answer, { what: What }>>
  /** Ends the worker, whatever it is at; no answer comes any more. */
  close(): void
}

export function startComparer(left: string, right: string): Comparer {
  const worker = new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.resolve(data as never)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('The bodies could not be compared.'))
    waiting.clear()
  })
  return {
    ask: (what) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, what, left, right } satisfies Question)
      }),
    close: () => worker.terminate(),
  }
}
