import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** A Node server for a handler that takes a Web `Request` and gives a `Response`, as adapters do. */
export function serveWeb(handle: (request: Request) => Response | Promise<Response>): Server {
  return createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch(() => outgoing.writeHead(500).end())
  })
}

async function answer(
  handle: (request: Request) => Response | Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const headers = new Headers()
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i]!, incoming.rawHeaders[i + 1]!)
  }
  const { method = 'GET', url = '/' } = incoming
  const body = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(await buffer(incoming))
  const response = await handle(
    new Request(`http://${incoming.headers.host}${url}`, { method, headers, body }),
  )
  outgoing.writeHead(response.status, [...response.headers].flat())
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}
