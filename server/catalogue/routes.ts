import { z } from 'zod'
import { catalogueSchema } from '../../shared/catalogue.ts'
import { driftsSeenSchema } from '../../shared/endpoint.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { getCatalogue, markDriftsSeen } from './service.ts'

export function catalogueRoutes(app: ApiServer, ctx: AppContext): void {
  app.get('/api/catalog', { schema: { response: { 200: catalogueSchema } } }, () => getCatalogue(ctx))

  app.post(
    '/api/endpoints/:endpoint/drifts/seen',
    { schema: { params: z.object({ endpoint: z.string() }), body: driftsSeenSchema } },
    async ({ params, body }, reply) => {
      await markDriftsSeen(ctx, params.endpoint, body.upTo)
      return reply.code(204).send()
    },
  )
}
