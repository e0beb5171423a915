import { parentPort } from 'node:worker_threads'
import type { Answer, Question } from './thread.ts'

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
  try {
    return { id, value: await functions[name]?.(...(args as never[])) }
  } catch (error) {
    return { id, error }
  }
}
