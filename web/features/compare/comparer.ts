import type { Answered, Answers, Asked, Question } from './comparison.ts'

/** A worker that compares bodies. */
export interface Comparer {
  ask<Q extends Question>(question: Q): Promise<Answers[Q['what']]>
  /** Ends the worker, whatever it is at; no answer comes any more. */
  close(): void
}

export function startComparer(): Comparer {
  const worker = new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    waiting.get(data.id)?.resolve(data.answer as never)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('The bodies could not be compared.'))
    waiting.clear()
  })
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, question } satisfies Asked)
      }),
    close: () => worker.terminate(),
  }
}
