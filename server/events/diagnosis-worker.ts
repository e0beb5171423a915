import { answerQuestions } from '../threads/answer.ts'
import { diagnose } from '../verify/diagnose.ts'

answerQuestions({ diagnose }, () => {})
