import { answerQuestions, isCancelled, threadData } from '../threads/answer.ts'

const { base } = threadData<{ base: number }>()

answerQuestions(
  {
    add: (n: number) => base + n,
    workUntilCancelled: () => {
      while (!isCancelled());
    },
    fail: () => {
      throw new Error('asked to fail')
    },
    die: () => {
      process.exit(1)
    },
  },
  () => {},
)
