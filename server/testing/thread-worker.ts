import { workerData } from 'node:worker_threads'
import { answerQuestions } from '../threads/answer.ts'

const { base } = workerData as { base: number }

answerQuestions(
  {
    add: (n: number) => base + n,
    fail: () => {
      throw new Error('asked to fail')
    },
    die: () => {
      process.exit(1)
    },
  },
  () => {},
)
