import type { FastifyInstance } from 'fastify'
import { infoSchema } from '../../shared/api.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { version } from '../version.ts'

/** For whoever watches the process, by any host name: they tell nothing else. */
export function healthRoutes(app: FastifyInstance, ctx: AppContext): void {
  /** The process answers. */
  app.get('/healthz', () => ({ ok: true }))

  /** Events can be taken in: a write reaches the disk. */
  app.get('/readyz', async () => {
    await ctx.store.check()
    return { ok: true }
  })
}

export function infoRoute(app: ApiServer, ctx: AppContext): void {
  app.get('/api/info', { schema: { response: { 200: infoSchema } } }, () => ({
    version,
    publicUrl: ctx.publicUrl(),
    loopbackOnly: ctx.config.publicUrl === null && isLoopback(ctx.config.host),
    maxBodyBytes: ctx.config.maxBodyBytes,
  }))
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
