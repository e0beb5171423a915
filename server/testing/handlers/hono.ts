import { Hono } from 'hono'
import { Webhook } from 'svix'
import { HANDLER_PATH, Inbox, listening, type StartHandler } from './handler.ts'
import { serveWeb } from './web-request.ts'

/** Hono, which keeps the reason to itself: `bad signature`. The fault: `c.req.json()`. */
export const startHono: StartHandler = ({ secret, parsesFirst }) => {
  const inbox = new Inbox()
  const app = new Hono()
  app.post(HANDLER_PATH, async (c) => {
    const body = parsesFirst ? await c.req.json() : Buffer.from(await c.req.arrayBuffer())
    try {
      new Webhook(secret).verify(body, c.req.header())
    } catch {
      return c.text('bad signature', 400)
    }
    return c.json(inbox.take(c.req.header('svix-id')!, body))
  })
  return listening(serveWeb(app.fetch), inbox)
}
