import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body may come for as long as it keeps coming. */
    endlessBody?: boolean
  }
}

/** A request must have come in by then; one without end must not fall silent for as long. */
const PATIENCE_MS = 120_000

/**
 * Gives up requests whose body does not come: they would hold their connection for ever. Node has a limit of its
 * own, but no exception from it, and a large import takes longer.
 */
export function limitReceiving(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return
    if (routeOptions.config.endlessBody) {
      raw.setTimeout(PATIENCE_MS, () => raw.destroy())
      return
    }
    const late = setTimeout(() => raw.destroy(), PATIENCE_MS)
    raw.once('close', () => clearTimeout(late))
  })
}
