import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ReadBody } from './read-body.ts'

/** What Node hands over with an upgrade: the connection, and what of it was read already. */
interface Upgraded {
  socket: Duplex
  head: Buffer
}

/** Node's own timeouts end with the upgrade. */
const READ_TIMEOUT_MS = 120_000

const upgraded = new WeakMap<IncomingMessage, Upgraded>()

/**
 * Notes upgrades before the socket routes see them. Some HTTP clients offer `Upgrade: h2c` with every POST;
 * because this server has sockets too, Node takes them all for upgrades and stops reading HTTP.
 */
export function noteUpgrades(server: Server): void {
  server.prependListener('upgrade', (request, socket, head) => upgraded.set(request, { socket, head }))
}

/**
 * Reads the body of a request that Node took for an upgrade, by its `content-length`; null when it was none.
 * `unreadable`: the body is chunked, and nobody decodes it any more.
 */
export function readUpgradedBody(
  request: IncomingMessage,
  limit: number,
): Promise<ReadBody | { kind: 'unreadable' }> | null {
  const connection = upgraded.get(request)
  if (!connection) return null
  if (request.headers['transfer-encoding'] !== undefined) return Promise.resolve({ kind: 'unreadable' })
  const length = Number(request.headers['content-length'] ?? 0)
  request.socket.setTimeout(READ_TIMEOUT_MS, () => request.socket.destroy())
  return length > limit ? Promise.resolve({ kind: 'tooLarge' }) : readBytes(connection, length)
}

function readBytes({ socket, head }: Upgraded, length: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks = [head]
    let missing = length - head.length
    const onData = (chunk: Buffer) => {
      chunks.push(chunk)
      missing -= chunk.length
      if (missing <= 0) done()
    }
    const done = () => {
      socket.off('data', onData)
      resolve({ kind: 'body', body: Buffer.concat(chunks).subarray(0, length) })
    }
    if (missing <= 0) return done()
    socket.on('data', onData)
    socket.on('close', () => resolve({ kind: 'aborted' }))
    socket.on('end', () => resolve({ kind: 'aborted' }))
  })
}
