import type { AttemptErrorCode } from '../../shared/delivery.ts'

/** Why an attempt failed, with words for people. It has no stack: it is an outcome, not a bug. */
export class AttemptFailure extends Error {
  readonly code: AttemptErrorCode

  constructor(code: AttemptErrorCode, message: string) {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = limit
    this.code = code
  }
}
