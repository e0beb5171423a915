import type { EventSummary } from '../../shared/event.ts'
import type { AppContext } from '../context.ts'
import type { OpenEndpoint } from '../endpoints/registry.ts'
import type { NewEvent } from '../store/store.ts'
import { type Verification, verify } from '../verify/verify.ts'
import type { CapturedRequest } from './capture.ts'
import { readPayload } from './read-payload.ts'

/**
 * Judges a captured request, stores it and tells the bus. Resolves when the event is on disk; what comes
 * before that changes nothing. @throws StoreUnavailableError
 */
export async function receive(
  ctx: AppContext,
  endpoint: OpenEndpoint,
  request: CapturedRequest,
): Promise<EventSummary> {
  const verification = verify({ ...request, secrets: endpoint.secrets })
  const event = toEvent(ctx, endpoint, request, verification)
  const seq = await ctx.store.events.append(event)
  const summary = summarize(event, seq, endpoint, verification)
  ctx.bus.publish({ kind: 'event', event: summary })
  return summary
}

function toEvent(
  ctx: AppContext,
  endpoint: OpenEndpoint,
  request: CapturedRequest,
  verification: Verification,
): NewEvent {
  const { type, entity, about } = readPayload(request.body)
  return {
    id: ctx.newId('evt', request.receivedAt),
    endpointId: endpoint.id,
    ...request,
    contentType: contentType(request),
    messageId: verification.messageId,
    sentAt: verification.sentAt,
    type,
    entity,
    about,
    verdict: verification.verdict,
    verifiedBy: verification.matched?.secretId ?? null,
  }
}

/** The summary that the store would give for the event, without asking it again. */
function summarize(
  event: NewEvent,
  seq: number,
  endpoint: OpenEndpoint,
  { matched }: Verification,
): EventSummary {
  const { headers: _headers, body, httpVersion: _httpVersion, ...rest } = event
  return {
    ...rest,
    seq,
    endpointSlug: endpoint.slug,
    size: body.byteLength,
    verifiedBy: matched && { secretId: matched.secretId, label: matched.label },
  }
}

function contentType({ headers }: CapturedRequest): string | null {
  return headers.find(([name]) => name.length === 12 && name.toLowerCase() === 'content-type')?.[1] ?? null
}
