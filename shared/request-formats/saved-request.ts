import type { HeaderPair } from '../event.ts'

/** A request that somebody kept as text. */
export interface SavedRequest {
  method: string
  /** As it was written: with or without scheme and host. */
  url: string
  headers: HeaderPair[]
  body: Uint8Array
  /** Epoch milliseconds, where the format tells the time. */
  receivedAt: number | null
  /** What may make these bytes differ from those that were sent. */
  warnings: string[]
}

/** The text is not a request. The message says what was expected, and where. */
export class RequestFormatError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'RequestFormatError'
  }
}
