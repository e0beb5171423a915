import type { WebSocket } from '@fastify/websocket'
import { clientMessageSchema } from '../../shared/live.ts'
import { parseQuery, printQuery, QueryError } from '../../shared/query/query.ts'
import type { ApiServer } from '../app.ts'
import type { LiveClient } from './client.ts'
import type { LiveHub } from './hub.ts'

/** `/api/live`: the stream of events, as `shared/live.ts` describes it. */
export function liveRoute(app: ApiServer, hub: LiveHub): void {
  app.get('/api/live', { websocket: true }, (socket: WebSocket) => {
    const { client, pump, disconnect } = hub.connect(socket)
    socket.on('message', (data) => {
      if (subscribe(client, String(data))) pump()
    })
    socket.on('close', disconnect)
    socket.on('error', disconnect)
  })
}

/** Gives whether the message was a subscription that can be served. */
function subscribe(client: LiveClient, text: string): boolean {
  try {
    const { q = '', after = null } = clientMessageSchema.parse(JSON.parse(text))
    const query = parseQuery(q)
    client.subscribe({ text: printQuery(query), query }, after)
    return true
  } catch (error) {
    const message =
      error instanceof QueryError ? error.placed : 'Expected {"kind":"subscribe","after":seq?,"q":"…"?}.'
    client.send({ kind: 'error', message })
    return false
  }
}
