import { z } from 'zod'
import { createReplaySchema, replayListSchema, replayPlanSchema, replaySchema } from '../../shared/replay.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { goneSignal } from '../gone-signal.ts'
import * as replays from './service.ts'

const params = z.object({ id: z.string() })
const oneSchema = { params, response: { 200: replaySchema } }

export function replayRoutes(app: ApiServer, ctx: AppContext): void {
  app.get('/api/replays', { schema: { response: { 200: replayListSchema } } }, async () => ({
    replays: await replays.listReplays(ctx),
  }))

  app.post(
    '/api/replays',
    { schema: { body: createReplaySchema, response: { 200: replayPlanSchema, 201: replaySchema } } },
    async (request, reply) => {
      const { body } = request
      const gone = goneSignal(reply)
      if (body.dryRun) return reply.send(await replays.planReplay(ctx, body, gone))
      return reply.code(201).send(await replays.startReplay(ctx, body, gone))
    },
  )

  app.get('/api/replays/:id', { schema: oneSchema }, ({ params }) => replays.getReplay(ctx, params.id))
  app.post('/api/replays/:id/pause', { schema: oneSchema }, ({ params }) =>
    replays.pauseReplay(ctx, params.id),
  )
  app.post('/api/replays/:id/resume', { schema: oneSchema }, ({ params }) =>
    replays.resumeReplay(ctx, params.id),
  )
  app.post('/api/replays/:id/cancel', { schema: oneSchema }, ({ params }) =>
    replays.cancelReplay(ctx, params.id),
  )
}
