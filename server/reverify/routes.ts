import { z } from 'zod'
import { reverifiedSchema, reverifySchema } from '../../shared/api.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { reverify } from './service.ts'

const params = z.object({ endpoint: z.string() })
/** A request without a body asks for everything. */
const body = reverifySchema.nullish()

export function reverifyRoute(app: ApiServer, ctx: AppContext): void {
  app.post(
    '/api/endpoints/:endpoint/reverify',
    { schema: { params, body, response: { 200: reverifiedSchema } } },
    ({ params, body }) => reverify(ctx, params.endpoint, body?.query ?? ''),
  )
}
