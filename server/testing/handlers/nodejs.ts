import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { Webhook } from 'svix'
import { HANDLER_PATH, Inbox, listening, type StartHandler } from './handler.ts'

/**
 * Plain Node.js, which answers with what is thrown. The fault: it computes the signature by itself, over the
 * parsed body.
 */
export const startNodejs: StartHandler = ({ secret, parsesFirst }) => {
  const inbox = new Inbox()
  const server = createServer(async (req, res) => {
    try {
      const body = await buffer(req)
      if (req.url !== HANDLER_PATH) return res.writeHead(404).end('Not found')
      if (parsesFirst) verifyByHand(secret, JSON.parse(body.toString()), req.headers['svix-signature'])
      else new Webhook(secret).verify(body, req.headers as Record<string, string>)
      res.end(JSON.stringify(inbox.take(String(req.headers['svix-id']), body)))
    } catch (error) {
      res.writeHead(400).end(String(error))
    }
  })
  return listening(server, inbox)
}

function verifyByHand(secret: string, payload: any, signature: unknown) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const digest = createHmac('sha256', key).update(payload).digest('base64')
  if (!timingSafeEqual(Buffer.from(`v1,${digest}`), Buffer.from(String(signature)))) throw new Error('no')
}
