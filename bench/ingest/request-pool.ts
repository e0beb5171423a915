import type { KeyObject } from 'node:crypto'
import { signedRequest, userCreatedBody } from '../lib/signed-requests.ts'

/** Requests that are ready to be written, so that making them takes no time from the measurement. */
export interface RequestPool {
  /** The size of one body, of which the others differ by a few bytes. */
  bodyBytes: number
  next(): Buffer
  /** Signs everything anew: ids and timestamps are those of now. */
  refill(): void
}

export function createRequestPool(path: string, key: KeyObject, size: number): RequestPool {
  let requests: Buffer[] = []
  let at = 0
  const refill = () => {
    const sentAt = Date.now()
    requests = Array.from({ length: size }, () => signedRequest(path, key, userCreatedBody(), sentAt))
    at = 0
  }
  refill()
  return { bodyBytes: userCreatedBody().length, next: () => requests[at++ % size] as Buffer, refill }
}
