import { METHODS } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IngestReply } from '../../shared/api.ts'
import type { AppContext } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { captureRequest } from './capture.ts'
import { readBody } from './read-body.ts'
import { receive } from './receive.ts'
import { sendAnswer, targetAnswer } from './target-answer.ts'
import { noteUpgrades, readUpgradedBody } from './upgraded.ts'

/** The one path that the router knows: `routeIngest` sends everything below `/in/` to it. */
const INGEST_PATH = '/in'

/**
 * Fastify's `rewriteUrl`: whatever follows `/in/`, be it malformed, is for `ingestRoute` to read. The request
 * target as it came stays in `request.originalUrl`.
 */
export function routeIngest(target: string): string {
  return slugOf(target) === null ? target : INGEST_PATH
}

/** `ANY /in/{slug}` and below: captures, verifies, stores, and answers when the event is on disk. */
export function ingestRoute(app: FastifyInstance, ctx: AppContext): void {
  noteUpgrades(app.server)
  for (const method of METHODS) {
    // CONNECT never gets here; Node gives it to the proxy handler that this server does not have.
    if (method !== 'CONNECT' && !app.supportedMethods.includes(method)) app.addHttpMethod(method)
  }
  app.route({
    method: app.supportedMethods,
    url: INGEST_PATH,
    exposeHeadRoute: false,
    // Answered before Fastify looks at the body: it refuses content types that it cannot read, and takes no
    // body with some methods. Here every request counts.
    onRequest: (request, reply) => answer(ctx, request, reply),
    handler: () => {
      throw new Error('Ingest answers before its handler.')
    },
  })
}

async function answer(ctx: AppContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const target = request.originalUrl
  const slug = slugOf(target) ?? ''
  if (!ctx.registry.bySlug(slug)) throw unknownSlug(slug)

  const limit = ctx.config.maxBodyBytes
  const read = await (readUpgradedBody(request.raw, limit) ?? readBody(request.raw, limit))
  // Looked up again: it may have been deleted, or its secrets changed, while the body came in.
  const endpoint = ctx.registry.bySlug(slug)
  if (!endpoint) throw unknownSlug(slug)
  if (read.kind === 'aborted') return reply.hijack()
  if (read.kind === 'unreadable') throw unreadable()
  if (read.kind === 'tooLarge') {
    await ctx.store.endpoints.countRefusal(endpoint.id)
    ctx.bus.publish({ kind: 'counts' })
    throw tooLarge(limit)
  }

  const { event, answering } = await receive(
    ctx,
    endpoint,
    captureRequest(request.raw, target, read.body, ctx.now()),
  )
  const { id, verdict } = event
  if (answering && endpoint.answer) {
    return sendAnswer(reply, await targetAnswer(ctx, answering, endpoint.answer), endpoint.answer, id)
  }
  return reply.send({ ok: true, id, verdict } satisfies IngestReply)
}

/** The slug of a request target, which may name a host as well; null when it is not below `/in/`. */
function slugOf(target: string): string | null {
  return /^(?:[a-z]+:\/\/[^/?]*)?\/in\/([^/?]*)/i.exec(target)?.[1] ?? null
}

function unknownSlug(slug: string): AppError {
  return notFound('endpoint', `There is no endpoint with slug "${slug}".`)
}

function tooLarge(limit: number): AppError {
  return new AppError(413, 'BODY_TOO_LARGE', `The body is larger than ${limit} bytes. Nothing was kept.`)
}

function unreadable(): AppError {
  const message = 'Send a chunked body without an Upgrade header. Nothing was kept.'
  return new AppError(400, 'UPGRADE_WITH_CHUNKED_BODY', message)
}
