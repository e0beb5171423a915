import { z } from 'zod'
import { retentionPreviewSchema, retentionSchema } from '../../shared/retention.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { goneSignal } from '../gone-signal.ts'
import { previewRetention } from './service.ts'

const params = z.object({ endpoint: z.string() })

/** A limit as it stands in a URL; empty: none. */
const limit = z.preprocess(
  (text) => (text === undefined ? undefined : text === '' ? null : Number(text)),
  z.unknown().optional(),
)
const limits = z.object({ maxAgeMs: limit, maxCount: limit, maxBytes: limit })
const asked = limits.transform((given, ctx) => {
  if (Object.values(given).every((value) => value === undefined)) return null
  const rule = retentionSchema.safeParse(given)
  if (rule.success) return rule.data
  for (const { path, message } of rule.error.issues) ctx.addIssue({ code: 'custom', path, message })
  return z.NEVER
})

export function retentionRoute(app: ApiServer, ctx: AppContext): void {
  app.get(
    '/api/endpoints/:endpoint/retention',
    { schema: { params, querystring: asked, response: { 200: retentionPreviewSchema } } },
    ({ params, query }, reply) => previewRetention(ctx, params.endpoint, query, goneSignal(reply)),
  )
}
