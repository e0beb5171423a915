import { fastify } from 'fastify'
import { Webhook } from 'svix'
import { DEFAULT_MAX_BYTES, HANDLER_PATH, Inbox, listening, type StartHandler } from './handler.ts'

/** Fastify, which answers 500 with what `verify` throws. The fault: its own JSON parser instead of one that keeps the bytes. */
export const startFastify: StartHandler = async ({ secret, parsesFirst, maxBytes = DEFAULT_MAX_BYTES }) => {
  const inbox = new Inbox()
  const app = fastify({ bodyLimit: maxBytes })
  if (!parsesFirst) {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  }
  app.post(HANDLER_PATH, async (request) => {
    new Webhook(secret).verify(request.body as Buffer, request.headers as Record<string, string>)
    return inbox.take(String(request.headers['svix-id']), request.body as Buffer)
  })
  await app.ready()
  const running = await listening(app.server, inbox)
  return { ...running, close: () => app.close() }
}
