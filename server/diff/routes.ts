import { diffRequestSchema, eventDiffSchema } from '../../shared/event-diff.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { goneSignal } from '../gone-signal.ts'
import { diffEvents } from './service.ts'

export function diffRoute(app: ApiServer, ctx: AppContext): void {
  app.post(
    '/api/diff',
    { schema: { body: diffRequestSchema, response: { 200: eventDiffSchema } } },
    ({ body }, reply) => diffEvents(ctx, body, goneSignal(reply)),
  )
}
