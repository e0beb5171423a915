import { createSampleSchema, sampleSchema } from '../../shared/api.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { sendSample } from './service.ts'

export function sampleRoutes(app: ApiServer, ctx: AppContext): void {
  app.post(
    '/api/samples',
    { schema: { body: createSampleSchema, response: { 201: sampleSchema } } },
    async ({ body }, reply) => reply.code(201).send(await sendSample(ctx, body)),
  )
}
