import type { z } from 'zod'
import type { Suggestion, suggestionsQuerySchema } from '../../shared/api.ts'
import type { AppContext } from '../context.ts'
import { readQuery } from '../read-query.ts'

/** @throws AppError 400 where `name` cannot stand in a query */
export async function suggest(
  ctx: AppContext,
  { field, name, prefix, limit }: z.infer<typeof suggestionsQuerySchema>,
  signal?: AbortSignal,
): Promise<Suggestion[]> {
  const of = name === undefined ? null : readName(field, name)
  return ctx.store.suggestions.find({ field, of, prefix, limit }, signal)
}

function readName(field: string, name: string): string | string[] | null {
  const term = readQuery(`${field}.${name}:*`, 'name')
  if (term.kind !== 'term') return null
  if (term.field === 'header') return term.name
  return term.field === 'data' ? term.path : null
}
