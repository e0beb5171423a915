import { concat, encodeLatin1 } from '../request-formats/bytes.ts'
import { bodyBytes } from './body-bytes.ts'
import type { ExportedRequest } from './event-line.ts'
import { requestTarget } from './request-target.ts'

/** The request as an HTTP/1 message. A body that came in chunks is one chunk now: it is kept whole. */
export function toRawHttp(request: ExportedRequest): Uint8Array {
  const { method, httpVersion, headers } = request
  const lines = [
    `${method} ${requestTarget(request)} HTTP/${httpVersion}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]
  const head = encodeLatin1(`${lines.join('\r\n')}\r\n\r\n`)
  const body = bodyBytes(request.body)
  return concat(isChunked(request) ? [head, ...chunked(body)] : [head, body])
}

function isChunked({ headers }: ExportedRequest): boolean {
  const encoding = headers.find(([name]) => name.toLowerCase() === 'transfer-encoding')
  return /\bchunked\b/i.test(encoding?.[1] ?? '')
}

function chunked(body: Uint8Array): Uint8Array[] {
  const end = encodeLatin1('0\r\n\r\n')
  if (body.length === 0) return [end]
  return [encodeLatin1(`${body.length.toString(16)}\r\n`), body, encodeLatin1('\r\n'), end]
}
