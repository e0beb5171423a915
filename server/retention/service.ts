import type { Retention, RetentionPreview } from '../../shared/retention.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { notFound } from '../errors.ts'
import { nextToGo } from './next-to-go.ts'

/** The rate of what is to come is told from what came in this time. */
const RATE_MS = 24 * 3_600_000
/** The rate of less is chance. */
const LEAST_RATE_MS = 10 * 60_000

/** What a rule does to what an endpoint holds; null: the endpoint's own rule. @throws AppError 404 */
export async function previewRetention(
  ctx: AppContext,
  idOrSlug: string,
  asked: Retention | null,
  signal: AbortSignal,
): Promise<RetentionPreview> {
  const { id, retention } = requireEndpoint(ctx, idOrSlug)
  const rule = asked ?? retention
  const now = ctx.now()
  const effect = await ctx.store.retention.preview(id, rule, now, signal)
  if (!effect) throw notFound('endpoint', `There is no endpoint with id or slug "${idOrSlug}".`)
  const age = effect.stored.oldest === null ? 0 : now - effect.stored.oldest
  const overMs = Math.max(LEAST_RATE_MS, Math.min(RATE_MS, age))
  const events = await ctx.store.retention.receivedSince(id, now - overMs)
  return { rule, ...effect, next: nextToGo(rule, effect.keeps, { events, overMs }, now) }
}
