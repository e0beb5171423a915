import { z } from 'zod'
import {
  deletedEventsSchema,
  deletedSchema,
  deleteEventsSchema,
  deletionPreviewSchema,
  eventPageSchema,
  listEventsQuerySchema,
  statsQuerySchema,
  statsSchema,
} from '../../shared/api.ts'
import { diagnosisSchema } from '../../shared/diagnosis.ts'
import { eventDetailSchema } from '../../shared/event.ts'
import { eventRelationsSchema } from '../../shared/event-relations.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { goneSignal } from '../gone-signal.ts'
import { deleteEvents } from './delete-events.ts'
import { getRelations } from './relations.ts'
import * as events from './service.ts'

const params = z.object({ id: z.string() })

export function eventRoutes(app: ApiServer, ctx: AppContext): void {
  app.get(
    '/api/events',
    { schema: { querystring: listEventsQuerySchema, response: { 200: eventPageSchema } } },
    ({ query }, reply) => events.listEvents(ctx, query, goneSignal(reply)),
  )

  app.get(
    '/api/events/stats',
    { schema: { querystring: statsQuerySchema, response: { 200: statsSchema } } },
    ({ query }, reply) => events.countEvents(ctx, query, goneSignal(reply)),
  )

  app.get('/api/events/:id', { schema: { params, response: { 200: eventDetailSchema } } }, ({ params }) =>
    events.getEvent(ctx, params.id),
  )

  app.get(
    '/api/events/:id/diagnosis',
    { schema: { params, response: { 200: diagnosisSchema } } },
    async ({ params }) => (await events.getEvent(ctx, params.id)).diagnosis,
  )

  app.get(
    '/api/events/:id/relations',
    { schema: { params, response: { 200: eventRelationsSchema } } },
    ({ params }) => getRelations(ctx, params.id),
  )

  // A download whatever it claims to be: the browser must neither show nor run what a stranger sent.
  app.get('/api/events/:id/body', { schema: { params } }, async ({ params }, reply) => {
    const event = await events.requireEvent(ctx, params.id)
    return reply
      .header('content-type', safeContentType(event.contentType))
      .header('content-disposition', `attachment; filename="${event.id}.body"`)
      .header('x-content-type-options', 'nosniff')
      .send(event.body)
  })

  app.delete(
    '/api/events/:id',
    { schema: { params, response: { 200: deletedSchema } } },
    async ({ params }) => {
      await events.deleteEvent(ctx, params.id)
      return { deleted: 1 }
    },
  )

  const stopping = new AbortController()
  app.addHook('preClose', async () => stopping.abort())
  app.post(
    '/api/events/delete',
    {
      schema: {
        body: deleteEventsSchema,
        response: { 200: z.union([deletedEventsSchema, deletionPreviewSchema]) },
      },
    },
    ({ body }, reply) => deleteEvents(ctx, body, { gone: goneSignal(reply), stopping: stopping.signal }),
  )
}

/** The content type as it came, if it can stand in a header again. */
function safeContentType(contentType: string | null): string {
  return contentType && /^[\x20-\x7e]+$/.test(contentType) ? contentType : 'application/octet-stream'
}
