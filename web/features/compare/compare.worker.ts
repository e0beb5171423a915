import { answer, type Question } from './comparison.ts'

// Large bodies take a while: the page must not stand still meanwhile.
self.addEventListener('message', ({ data }: MessageEvent<Question>) => self.postMessage(answer(data)))
