import { parseSavedRequest, RequestFormatError } from '../../shared/request-formats/index.ts'
import { answerQuestions } from '../threads/answer.ts'
import { diagnose } from '../verify/diagnose.ts'

answerQuestions({ diagnose, read }, () => {})

/** An error's class does not come through between threads: what cannot be read is told as text. */
function read(bytes: Uint8Array) {
  try {
    return parseSavedRequest(bytes)
  } catch (error) {
    if (error instanceof RequestFormatError) return error.message
    throw error
  }
}
