import { z } from 'zod'
import { createProbeSchema, probeListSchema, probeReportSchema } from '../../shared/probe.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import * as probes from './service.ts'

const params = z.object({ id: z.string() })
const oneSchema = { params, response: { 200: probeReportSchema } }

export function probeRoutes(app: ApiServer, ctx: AppContext): void {
  app.get('/api/probes', { schema: { response: { 200: probeListSchema } } }, async () => ({
    probes: probes.listProbes(ctx),
  }))

  app.post(
    '/api/probes',
    { schema: { body: createProbeSchema, response: { 202: probeReportSchema } } },
    async ({ body }, reply) => reply.code(202).send(probes.startProbe(ctx, body)),
  )

  app.get('/api/probes/:id', { schema: oneSchema }, async ({ params }) => probes.getProbe(ctx, params.id))
  app.post('/api/probes/:id/cancel', { schema: oneSchema }, ({ params }) =>
    probes.cancelProbe(ctx, params.id),
  )
}
