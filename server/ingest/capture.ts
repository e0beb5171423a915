import type { IncomingMessage } from 'node:http'
import type { HeaderPair } from '../../shared/event.ts'

/** A request exactly as it came. */
export interface CapturedRequest {
  receivedAt: number
  method: string
  path: string
  query: string
  httpVersion: string
  remoteAddress: string
  headers: HeaderPair[]
  body: Buffer
}

/** Takes down a request. `target` is the request target as it was sent, before any router changed it. */
export function captureRequest(
  request: IncomingMessage,
  target: string,
  body: Buffer,
  receivedAt: number,
): CapturedRequest {
  const mark = target.indexOf('?')
  return {
    receivedAt,
    method: request.method ?? '',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    httpVersion: request.httpVersion,
    remoteAddress: request.socket.remoteAddress ?? '',
    headers: pairs(request.rawHeaders),
    body,
  }
}

function pairs(rawHeaders: string[]): HeaderPair[] {
  const headers: HeaderPair[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    headers.push([rawHeaders[i] as string, rawHeaders[i + 1] as string])
  }
  return headers
}
