import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { Webhook } from 'svix'
import { DEFAULT_MAX_BYTES, HANDLER_PATH, Inbox, listening, type StartHandler } from './handler.ts'

// Express comes without types.
const express = createRequire(import.meta.url)('express')

/** Express, whose error page tells what `verify` throws. The fault: `express.json()` stands before the route. */
export const startExpress: StartHandler = ({ secret, parsesFirst, maxBytes = DEFAULT_MAX_BYTES }) => {
  const inbox = new Inbox()
  const app = express()
  if (parsesFirst) app.use(express.json())
  app.post(HANDLER_PATH, express.raw({ type: () => true, limit: maxBytes }), (req: any, res: any) => {
    new Webhook(secret).verify(req.body, req.headers)
    res.json(inbox.take(req.get('svix-id'), req.body))
  })
  return listening(createServer(app), inbox)
}
