import { openEventReader } from '../store/open-store.ts'
import type { Reverification } from '../store/reverification-store.ts'
import type { StoreLocation } from '../store/store.ts'
import { answerQuestions, threadData } from '../threads/answer.ts'
import { yieldToOthers } from '../threads/yield-to-others.ts'
import type { VerifyingSecret } from '../verify/match-signature.ts'
import { reverifyPage } from './reverify-page.ts'

yieldToOthers()
const reader = openEventReader(threadData<StoreLocation>())

answerQuestions(
  {
    reverifyPage: (run: Reverification, secrets: VerifyingSecret[]) =>
      reverifyPage(reader.uncheckedEvents(run), secrets, run),
  },
  () => void reader.close(),
)
