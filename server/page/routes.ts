import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { ApiServer } from '../app.ts'
import { notFound } from '../errors.ts'

/** From `dist/server/page`; run from source, the same path leads to where a build would lie. */
const builtPage = [
  fileURLToPath(new URL('../../web/', import.meta.url)),
  fileURLToPath(new URL('../../dist/web/', import.meta.url)),
].find((folder) => existsSync(`${folder}assets`))

/** The page: its files, and `index.html` for every path that is a place in the page. */
export async function pageRoutes(app: ApiServer): Promise<void> {
  if (builtPage) {
    await app.register(fastifyStatic, {
      root: builtPage,
      wildcard: false,
      // Names under assets/ hold a hash of their content.
      setHeaders: (reply, path) => {
        const cached = path.includes('/assets/')
        reply.setHeader('cache-control', cached ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPlace =
      ['GET', 'HEAD'].includes(request.method) && !/^\/(?:api|in|assets)(?:\/|$|\?)/.test(request.url)
    if (isPlace && builtPage) return reply.sendFile('index.html')
    throw notFound('route', whyNotThere(request.method, request.url, isPlace))
  })
}

function whyNotThere(method: string, url: string, isPlace: boolean): string {
  if (isPlace)
    return 'The page is not built. Run `npm run build`, or `npm run dev` for one that reloads itself.'
  return `There is nothing at ${method} ${url}.`
}
