import { z } from 'zod'
import { type Entity, entitySchema } from '../../shared/event.ts'
import {
  entityStateQuerySchema,
  entityStateSchema,
  historyPageSchema,
  historyQuerySchema,
} from '../../shared/history.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { goneSignal } from '../gone-signal.ts'
import { readHistory } from './history.ts'
import { readState } from './service.ts'

const params = z.object({ kind: z.string(), id: z.string().max(1000) })

export function entityRoutes(app: ApiServer, ctx: AppContext): void {
  app.get(
    '/api/entities/:kind/:id',
    { schema: { params, querystring: historyQuerySchema, response: { 200: historyPageSchema } } },
    ({ params, query }, reply) => readHistory(ctx, requireEntity(params), query, goneSignal(reply)),
  )

  app.get(
    '/api/entities/:kind/:id/state',
    { schema: { params, querystring: entityStateQuerySchema, response: { 200: entityStateSchema } } },
    ({ params, query }, reply) => readState(ctx, requireEntity(params), query, goneSignal(reply)),
  )
}

/** @throws AppError 404 */
function requireEntity({ kind, id }: z.infer<typeof params>): Entity {
  const known = entitySchema.shape.kind.safeParse(kind)
  if (known.success) return { kind: known.data, id }
  const kinds = entitySchema.shape.kind.options.join(', ')
  throw notFound('entity', `There are no entities of the kind "${kind}". Kinds are ${kinds}.`)
}
