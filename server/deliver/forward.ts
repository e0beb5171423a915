import type { EventSummary } from '../../shared/event.ts'
import { type EventContent, matchable, matchEvent } from '../../shared/query/query.ts'
import type { AppContext } from '../context.ts'
import { laneOf, newDelivery } from '../deliveries/make.ts'
import type { OpenEndpoint } from '../endpoints/registry.ts'
import type { NewDelivery } from '../store/delivery-store.ts'
import { viaOf } from './compose.ts'

/**
 * The deliveries that a new event asks for: by the endpoint's answer rule, and by targets' forward rules. What this
 * server itself has sent on asks for none.
 */
export function deliveriesOf(
  ctx: Pick<AppContext, 'targets' | 'newId' | 'now' | 'store'>,
  endpoint: OpenEndpoint,
  event: EventSummary,
  content: EventContent,
): { answering: NewDelivery | null; forwarded: NewDelivery[] } {
  // It would come back again and again.
  if (viaOf(content.headers).includes(ctx.store.name)) return { answering: null, forwarded: [] }
  const answering = answeringDelivery(ctx, endpoint)
  const rules = ctx.targets.forwarding()
  if (rules.length === 0) return { answering, forwarded: [] }
  const subject = matchable(event, () => content)
  const forwarded = rules
    .filter(({ id, rule }) => id !== answering?.targetId && matchEvent(rule, subject, event.receivedAt))
    .map((target) =>
      newDelivery(
        ctx,
        { target },
        {
          kind: 'forward',
          signature: target.forward.signature,
          lane: target.forward.inOrder ? laneOf(target.id, event.entity) : null,
          retry: target.retry,
        },
      ),
    )
  return { answering, forwarded }
}

/** The sender hears what comes of it, and tries again by itself where it failed. */
function answeringDelivery(
  ctx: Pick<AppContext, 'targets' | 'newId' | 'now'>,
  { answer }: OpenEndpoint,
): NewDelivery | null {
  const target = answer && ctx.targets.get(answer.targetId)
  if (!target) return null
  return newDelivery(ctx, { target }, { kind: 'forward', signature: target.forward.signature, urgent: true })
}
