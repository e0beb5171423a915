import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question, ThreadStart } from './thread.ts'

/** What this worker thread was started with. */
export function threadData<Data>(): Data {
  return started().data as Data
}

let inHand = 0

/** Whether nobody waits any more for the answer that this worker thread is working on. */
export function isCancelled(): boolean {
  return inHand !== 0 && Atomics.load(started().cancelled, 0) === inHand
}

/** Lets this worker thread answer questions by these functions, in turn, until it is told to end. */
export function answerQuestions(
  functions: Record<string, (...args: never[]) => unknown>,
  end: () => void,
): void {
  const port = parentPort
  if (port === null) throw new Error('Only a worker thread answers questions.')
  let last = Promise.resolve()
  port.on('message', (question: Question | null) => {
    last = last.then(async () => {
      if (question !== null) {
        port.postMessage(await answer(functions, question))
      } else {
        port.close()
        end()
      }
    })
  })
}

async function answer(
  functions: Record<string, (...args: never[]) => unknown>,
  { id, name, args }: Question,
): Promise<Answer> {
  inHand = id
  try {
    return { id, value: await functions[name]?.(...(args as never[])) }
  } catch (error) {
    return { id, error }
  } finally {
    inHand = 0
  }
}

function started(): ThreadStart {
  return workerData as ThreadStart
}
