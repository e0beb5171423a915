import { isSameRetention, type Retention } from '../../shared/retention.ts'
import type { AppContext } from '../context.ts'
import { AppError } from '../errors.ts'

/** Says what an endpoint keeps. @throws AppError 409 where the configuration file has the say */
export async function changeRetention(
  ctx: AppContext,
  { id, slug }: { id: string; slug: string },
  rule: Retention,
): Promise<void> {
  if (configuredRetention(ctx, slug)) {
    throw new AppError(
      409,
      'RETENTION_CONFIGURED',
      `The configuration file says what "${slug}" keeps. Change it there, and start Hooklens again.`,
    )
  }
  await ctx.store.endpoints.setRetention(id, rule)
}

/** What the configuration file says that an endpoint keeps; null: nothing. */
export function configuredRetention({ config }: Pick<AppContext, 'config'>, slug: string): Retention | null {
  return config.endpoints.find((endpoint) => endpoint.slug === slug)?.retention ?? null
}

/** Puts what the configuration file says into the store. */
export async function applyConfiguredRetention(ctx: AppContext): Promise<void> {
  const changes = ctx.registry.list().flatMap(({ id, slug, retention }) => {
    const rule = configuredRetention(ctx, slug)
    return rule && !isSameRetention(rule, retention) ? [{ id, rule }] : []
  })
  for (const { id, rule } of changes) await ctx.store.endpoints.setRetention(id, rule)
  if (changes.length > 0) await ctx.registry.reload()
}
