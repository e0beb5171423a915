import { z } from 'zod'
import {
  deliveryDetailSchema,
  deliveryPageSchema,
  deliverySchema,
  listDeliveriesQuerySchema,
  replayEventSchema,
} from '../../shared/delivery.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import * as deliveries from './service.ts'

const params = z.object({ id: z.string() })

/** An edited body may be as large as a received one; JSON may write six characters for one. */
const bodyLimit = (ctx: AppContext) => 6 * ctx.config.maxBodyBytes + 1024 * 1024

export function deliveryRoutes(app: ApiServer, ctx: AppContext): void {
  app.post(
    '/api/events/:id/replay',
    {
      bodyLimit: bodyLimit(ctx),
      schema: { params, body: replayEventSchema, response: { 202: deliverySchema } },
    },
    async ({ params, body }, reply) =>
      reply.code(202).send(await deliveries.replayEvent(ctx, params.id, body)),
  )

  app.get(
    '/api/deliveries',
    { schema: { querystring: listDeliveriesQuerySchema, response: { 200: deliveryPageSchema } } },
    ({ query }) => deliveries.listDeliveries(ctx, query),
  )

  app.get(
    '/api/deliveries/:id',
    { schema: { params, response: { 200: deliveryDetailSchema } } },
    ({ params }) => deliveries.getDelivery(ctx, params.id),
  )

  app.post(
    '/api/deliveries/:id/retry',
    { schema: { params, response: { 200: deliverySchema } } },
    ({ params }) => deliveries.retryDelivery(ctx, params.id),
  )

  app.post(
    '/api/deliveries/:id/cancel',
    { schema: { params, response: { 200: deliverySchema } } },
    ({ params }) => deliveries.cancelDelivery(ctx, params.id),
  )
}
