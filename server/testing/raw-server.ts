import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface RawServer {
  port: number
  url: string
  /** What each connection received so far, latin1. */
  received: string[]
  sockets: Socket[]
}

/**
 * A TCP server that says what it is told to, in answer to each whole HTTP request. It is gone when the test is over.
 *
 * @param onRequest gets all that its connection received so far, and the connection's number
 */
export async function rawServer(
  onRequest: (socket: Socket, received: string, connection: number) => void,
  host = '127.0.0.1',
): Promise<RawServer> {
  const received: string[] = []
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    const connection = sockets.push(socket) - 1
    received[connection] = ''
    let unread = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      received[connection] += text
      unread += text
      for (let end = endOfRequest(unread); end !== null; end = endOfRequest(unread)) {
        unread = unread.slice(end)
        onRequest(socket, received[connection] as string, connection)
      }
    })
  })
  server.listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://${host}:${port}/`, received, sockets }
}

/** Where the first request ends; null: it is not all there. */
function endOfRequest(text: string): number | null {
  const head = text.indexOf('\r\n\r\n')
  if (head === -1) return null
  const size = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, head + 2))?.[1] ?? 0)
  const end = head + 4 + size
  return text.length >= end ? end : null
}

/** Writes each byte in a turn of the event loop of its own. */
export function drip(bytes: string, write: (byte: string) => void, at = 0): void {
  if (at === bytes.length) return
  write(bytes.charAt(at))
  setImmediate(() => drip(bytes, write, at + 1))
}

/** How many times this text is in what was received. */
export function requestsIn(received: string, text: string): number {
  return received.split(text).length - 1
}
