import { z } from 'zod'
import { messageSchema } from '../../shared/message.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { goneSignal } from '../gone-signal.ts'
import { getMessage } from './service.ts'

const params = z.object({ messageId: z.string() })

export function messageRoutes(app: ApiServer, ctx: AppContext): void {
  app.get(
    '/api/messages/:messageId',
    { schema: { params, response: { 200: messageSchema } } },
    ({ params }, reply) => getMessage(ctx, params.messageId, goneSignal(reply)),
  )
}
