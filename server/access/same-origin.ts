import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { AppContext } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Refuses requests that a stranger's page makes in the reader's browser: by a name that was rebound to this
 * address (Host), or from another site (Origin, Sec-Fetch-Site). Programs send neither and pass.
 */
export async function refuseForeignPages(ctx: AppContext, request: FastifyRequest): Promise<void> {
  const host = request.headers.host ?? ''
  if (!isOurHost(ctx, host)) throw foreignHost(host)
  const { origin } = request.headers
  if (origin !== undefined && !isOurOrigin(ctx, origin, host)) throw foreignOrigin(origin)
  if (request.headers['sec-fetch-site'] === 'cross-site' && isApi(request))
    throw foreignOrigin('another site')
}

/** By the route, not by the path as it was written: `/%61pi/` is the API too. */
export function isApi({ routeOptions, url }: FastifyRequest): boolean {
  return (routeOptions.url ?? url).startsWith('/api/')
}

/** Only a name can be rebound, so an address in numbers is always ours. */
function isOurHost(ctx: AppContext, host: string): boolean {
  const name = hostname(host)
  if (name === null) return false
  const bare = name.replace(/^\[|\]$/g, '')
  return (
    isIP(bare) !== 0 ||
    bare === 'localhost' ||
    bare.endsWith('.localhost') ||
    bare === ctx.config.host.toLowerCase() ||
    name === hostname(new URL(ctx.publicUrl()).host)
  )
}

function isOurOrigin(ctx: AppContext, origin: string, host: string): boolean {
  if (origin === ctx.publicUrl()) return true
  try {
    return new URL(origin).host === host.toLowerCase()
  } catch {
    return false
  }
}

function hostname(host: string): string | null {
  try {
    return host === '' ? null : new URL(`http://${host}`).hostname
  } catch {
    return null
  }
}

function foreignHost(host: string): AppError {
  return new AppError(
    403,
    'HOST_NOT_ALLOWED',
    `This server does not answer to the host "${host}". If people reach it by that name, set HOOKLENS_PUBLIC_URL.`,
  )
}

function foreignOrigin(origin: string): AppError {
  return new AppError(403, 'ORIGIN_NOT_ALLOWED', `Requests from ${origin} are not answered.`)
}
