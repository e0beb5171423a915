import { type Answered, type Asked, answer } from './comparison.ts'

// Large bodies take a while: the page must not stand still meanwhile.
self.addEventListener('message', ({ data: { id, question } }: MessageEvent<Asked>) =>
  self.postMessage({ id, answer: answer(question) } satisfies Answered),
)
