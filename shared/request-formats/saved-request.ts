import type { HeaderPair } from '../event.ts'

/** A request that somebody kept as text. */
export interface SavedRequest {
  /** How it was written down; `json`: as an event of Hooklens. */
  format: 'curl' | 'har' | 'http' | 'json'
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

/** More than any server takes; a text of nothing but headers would cost much and tell nothing. */
const MAX_HEADERS = 10_000

/** @throws RequestFormatError */
export function refuseManyHeaders(count: number): void {
  if (count <= MAX_HEADERS) return
  throw new RequestFormatError(`The request has ${count.toLocaleString('en')} headers; 10,000 can be read.`)
}
