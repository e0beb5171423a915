import { Webhook } from 'svix'
import { HANDLER_PATH, Inbox, listening, type StartHandler } from './handler.ts'
import { serveWeb } from './web-request.ts'

/**
 * A `route.ts` of Next.js, which answers 400 with what `verify` throws. The fault: `request.json()`, and the text
 * made anew of it. A path without route and a method that is not exported are answered as Next.js does.
 */
export const startNextjs: StartHandler = ({ secret, parsesFirst }) => {
  const inbox = new Inbox()
  const route = {
    async POST(request: Request) {
      const body = parsesFirst
        ? Buffer.from(JSON.stringify(await request.json()))
        : Buffer.from(await request.arrayBuffer())
      try {
        new Webhook(secret).verify(body, Object.fromEntries(request.headers))
      } catch (error) {
        return Response.json({ error: (error as Error).message }, { status: 400 })
      }
      return Response.json(inbox.take(request.headers.get('svix-id')!, body))
    },
  }
  const vary = { vary: 'rsc, next-router-state-tree, next-router-prefetch' }
  const server = serveWeb((request) => {
    if (new URL(request.url).pathname !== HANDLER_PATH) {
      const page = '<!DOCTYPE html><html><title>404: This page could not be found.</title></html>'
      return new Response(page, {
        status: 404,
        headers: { ...vary, 'content-type': 'text/html; charset=utf-8' },
      })
    }
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: vary })
    return route.POST(request)
  })
  return listening(server, inbox)
}
