import { z } from 'zod'
import { createViewSchema, updateViewSchema, viewListSchema, viewSchema } from '../../shared/view.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import * as views from './service.ts'

const params = z.object({ id: z.string() })

export function viewRoutes(app: ApiServer, ctx: AppContext): void {
  app.get('/api/views', { schema: { response: { 200: viewListSchema } } }, async () => ({
    views: await views.listViews(ctx),
  }))

  app.post(
    '/api/views',
    { schema: { body: createViewSchema, response: { 201: viewSchema } } },
    async ({ body }, reply) => reply.code(201).send(await views.createView(ctx, body)),
  )

  app.patch(
    '/api/views/:id',
    { schema: { params, body: updateViewSchema, response: { 200: viewSchema } } },
    ({ params, body }) => views.updateView(ctx, params.id, body),
  )

  app.delete('/api/views/:id', { schema: { params } }, async ({ params }, reply) => {
    await views.deleteView(ctx, params.id)
    return reply.code(204).send()
  })
}
