import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

const INTERVAL_MS = 50
/** After this a request that still comes in is given up: it was not acknowledged. */
const PATIENCE_MS = 10_000

/**
 * Lets the server end: while it closes, ends every connection that has nothing in hand. Node itself waits for
 * those on which nothing was ever asked, which browsers keep in reserve, and for those whose last reply was
 * still on its way when closing began.
 */
export function endIdleConnections(app: FastifyInstance): void {
  const sockets = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  app.addHook('preClose', async () => {
    if (!app.server.listening) return
    const endIdle = () => {
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
      app.server.closeIdleConnections()
    }
    const interval = setInterval(endIdle, INTERVAL_MS)
    const patience = setTimeout(() => {
      // Not closeAllConnections: it does not know those that were upgraded.
      for (const socket of sockets) socket.destroy()
    }, PATIENCE_MS)
    app.server.once('close', () => {
      clearInterval(interval)
      clearTimeout(patience)
    })
  })
}
