import { infoSchema } from '../../shared/api.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { version } from '../version.ts'

export function healthRoutes(app: ApiServer, ctx: AppContext): void {
  /** The process answers. */
  app.get('/healthz', () => ({ ok: true }))

  /** Events can be taken in: a write reaches the disk. */
  app.get('/readyz', async () => {
    await ctx.store.check()
    return { ok: true }
  })

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
