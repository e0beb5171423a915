import type { FastifyReply } from 'fastify'
import { ClientGoneError } from './errors.ts'

/** Aborts when whoever asked closes the connection before the reply is written: nobody waits for the work then. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new ClientGoneError())
  })
  return controller.signal
}
