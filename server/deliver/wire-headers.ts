import type { HeaderPair } from '../../shared/event.ts'
import type { TargetUrl } from './target-url.ts'

/** Methods that say how long their body is even where there is none. */
const expectBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'])

/**
 * The headers of a request as undici writes them: its own for the connection, then ours. A test holds them against
 * the bytes on the wire.
 */
export function wireHeaders(
  url: TargetUrl,
  method: string,
  headers: readonly HeaderPair[],
  size: number,
): HeaderPair[] {
  const wire: HeaderPair[] = [
    ['host', url.host],
    // Servers that send a body in answer to HEAD would be misread on the next request.
    ['connection', method === 'HEAD' ? 'close' : 'keep-alive'],
    ...headers,
  ]
  if (size > 0 || expectBody.has(method)) wire.push(['content-length', String(size)])
  return wire
}
