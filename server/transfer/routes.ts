import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import {
  type ExportFormat,
  type ExportRequest,
  exportEventQuerySchema,
  exportQuerySchema,
  exportRequestSchema,
  importQuerySchema,
  importResultSchema,
} from '../../shared/transfer.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { AppError } from '../errors.ts'
import { exportEvents } from './export.ts'
import { exportEvent } from './export-one.ts'
import { importEvents } from './import.ts'
import { openSource } from './source.ts'

/** Ten thousand ids in a form take this much. */
const FORM_BYTES = 1024 * 1024

const contentTypes: Record<ExportFormat, string> = {
  ndjson: 'application/x-ndjson',
  har: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/** Events leave as files, and come back. */
export function transferRoutes(app: ApiServer, ctx: AppContext): void {
  const stopping = new AbortController()
  const exports = new Set<Readable>()
  app.addHook('preClose', async () => {
    stopping.abort()
    for (const file of exports) file.destroy(new Error('The server is being stopped.'))
  })

  const sendFile = (request: ExportRequest, reply: FastifyReply) => {
    const file = exportEvents(ctx, request)
    exports.add(file)
    // Fastify destroys it when the client goes, and the connection when it fails: no file ends early unnoticed.
    file.once('close', () => exports.delete(file))
    file.once('error', (err) => ctx.log.error({ err }, 'an export broke off'))
    const name = `hooklens-events-${timeInName(ctx.now())}.${request.format}`
    return asDownload(reply, contentTypes[request.format], name).send(file)
  }

  app.get(
    '/api/events/export',
    // Fastify would read all events to tell how a reply begins.
    { schema: { querystring: exportQuerySchema }, exposeHeadRoute: false },
    ({ query }, reply) => sendFile(query, reply),
  )

  app.register(async (scope) => {
    // The page chooses events in a form, so that the browser writes the file as it comes.
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.post(
      '/api/events/export',
      { schema: { body: exportRequestSchema }, bodyLimit: FORM_BYTES },
      ({ body }, reply) => sendFile(body as ExportRequest, reply),
    )
  })

  app.get(
    '/api/events/:id/export',
    { schema: { params: z.object({ id: z.string() }), querystring: exportEventQuerySchema } },
    async ({ params, query }, reply) => {
      const { content, type, extension } = await exportEvent(ctx, params.id, query.format)
      return asDownload(reply, type, `${params.id}.${extension}`).send(content)
    },
  )

  app.register(async (scope) => {
    // The body is read by the import itself, as it comes, whatever it is said to be.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, null))
    scope.post(
      '/api/events/import',
      {
        schema: { querystring: importQuerySchema, response: { 200: importResultSchema } },
        config: { endlessBody: true },
      },
      async ({ query, raw }) => {
        const { endpoint, format } = query as z.infer<typeof importQuerySchema>
        const id = endpoint === undefined ? null : requireEndpoint(ctx, endpoint).id
        try {
          return await importEvents(ctx, await openSource(raw, format), id, stopping.signal)
        } catch (error) {
          throw error instanceof AppError ? error : brokenOff(error)
        } finally {
          // What nobody reads any more must not keep the client from hearing the answer.
          raw.unpipe()
          raw.resume()
        }
      },
    )
  })
}

/** Nobody is left to hear of an upload that broke off; of one that cannot be unpacked somebody is. */
function brokenOff(error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  if (!code.startsWith('Z_') && code !== 'ECONNRESET') return error
  const message = 'The file could not be read to its end. Import it again: what is stored already is skipped.'
  return new AppError(400, 'UPLOAD_BROKEN', message)
}

function asDownload(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('x-content-type-options', 'nosniff')
}

/** `20261125-144107`, in UTC. */
function timeInName(at: number): string {
  return new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
}
