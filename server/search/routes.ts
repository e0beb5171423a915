import { suggestionsQuerySchema, suggestionsSchema } from '../../shared/api.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { goneSignal } from '../gone-signal.ts'
import { suggest } from './service.ts'

export function searchRoutes(app: ApiServer, ctx: AppContext): void {
  app.get(
    '/api/search/suggestions',
    { schema: { querystring: suggestionsQuerySchema, response: { 200: suggestionsSchema } } },
    async ({ query }, reply) => ({ suggestions: await suggest(ctx, query, goneSignal(reply)) }),
  )
}
