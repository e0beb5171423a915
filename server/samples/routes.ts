import { z } from 'zod'
import { createSampleSchema, sampleRunSchema, sampleSchema } from '../../shared/sample.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { cancelSampleRun, createSample, getSampleRun } from './service.ts'

const params = z.object({ id: z.string() })
const oneSchema = { params, response: { 200: sampleRunSchema } }

export function sampleRoutes(app: ApiServer, ctx: AppContext): void {
  app.post(
    '/api/samples',
    { schema: { body: createSampleSchema, response: { 201: sampleSchema, 202: sampleRunSchema } } },
    async ({ body }, reply) => {
      const made = await createSample(ctx, body)
      return 'state' in made ? reply.code(202).send(made) : reply.code(201).send(made)
    },
  )
  app.get('/api/samples/:id', { schema: oneSchema }, async ({ params }) => getSampleRun(ctx, params.id))
  app.post('/api/samples/:id/cancel', { schema: oneSchema }, ({ params }) => cancelSampleRun(ctx, params.id))
}
