import { compareFacts } from '../../shared/diff/facts.ts'
import { compareHeaders } from '../../shared/diff/headers.ts'
import type { EventDiff } from '../../shared/event-diff.ts'
import type { AppContext } from '../context.ts'
import { requireEvent } from '../events/service.ts'

const MOST_CHANGES = 1000

/** What differs between two stored events. @throws AppError 404 */
export async function diffEvents(
  ctx: AppContext,
  ids: { left: string; right: string },
  signal: AbortSignal,
): Promise<EventDiff> {
  const left = await requireEvent(ctx, ids.left)
  const right = await requireEvent(ctx, ids.right)
  const question = { most: MOST_CHANGES, dataOnly: false }
  const bodies = await ctx.differ.compareBodies(left.body, right.body, question, signal)
  const headers = compareHeaders(left.headers, right.headers)
  return {
    left: left.id,
    right: right.id,
    ...bodies,
    headers: headers.different,
    headersReordered: headers.reordered,
    facts: compareFacts(left, right),
  }
}
