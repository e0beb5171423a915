import { z } from 'zod'
import { deliveryDetailSchema } from '../../shared/delivery.ts'
import {
  createTargetSchema,
  targetListSchema,
  targetSchema,
  updateTargetSchema,
} from '../../shared/target.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import * as targets from './service.ts'

const params = z.object({ id: z.string() })
const cancelledSchema = z.object({ cancelled: z.int() })

export function targetRoutes(app: ApiServer, ctx: AppContext): void {
  app.get('/api/targets', { schema: { response: { 200: targetListSchema } } }, async () => ({
    targets: await targets.listTargets(ctx),
  }))

  app.post(
    '/api/targets',
    { schema: { body: createTargetSchema, response: { 201: targetSchema } } },
    async ({ body }, reply) => reply.code(201).send(await targets.createTarget(ctx, body)),
  )

  app.patch(
    '/api/targets/:id',
    { schema: { params, body: updateTargetSchema, response: { 200: targetSchema } } },
    ({ params, body }) => targets.updateTarget(ctx, params.id, body),
  )

  app.delete('/api/targets/:id', { schema: { params } }, async ({ params }, reply) => {
    await targets.deleteTarget(ctx, params.id)
    return reply.code(204).send()
  })

  app.post(
    '/api/targets/:id/test',
    { schema: { params, response: { 200: deliveryDetailSchema } } },
    ({ params }) => targets.testTarget(ctx, params.id),
  )

  app.post('/api/targets/:id/resume', { schema: { params, response: { 200: targetSchema } } }, ({ params }) =>
    targets.resumeTarget(ctx, params.id),
  )

  app.post(
    '/api/targets/:id/cancel',
    { schema: { params, response: { 200: cancelledSchema } } },
    async ({ params }) => ({ cancelled: await targets.cancelDueOf(ctx, params.id) }),
  )
}
