import type { Reverified } from '../../shared/api.ts'
import { printQuery } from '../../shared/query/query.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { readQuery } from '../read-query.ts'

/** Verifies stored events of an endpoint again; resolves when all are done. */
export function reverify(ctx: AppContext, idOrSlug: string, query: string): Promise<Reverified> {
  const { id } = requireEndpoint(ctx, idOrSlug)
  return ctx.reverifier.reverify(id, printQuery(readQuery(query, 'query')))
}
