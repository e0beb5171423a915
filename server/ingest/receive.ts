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
  const { headers, body, receivedAt } = request
  const verification = verify({ headers, body, receivedAt, secrets: endpoint.secrets })
  const event = toEvent(ctx.newId('evt', receivedAt), endpoint, request, verification)
  const seq = await ctx.store.events.append(event)
  const summary = summarize(event, seq, endpoint, verification)
  ctx.bus.publish({ kind: 'event', event: summary })
  return summary
}

// The two functions below are written out field by field: spreading costs as much as the HMAC does.

function toEvent(
  id: string,
  endpoint: OpenEndpoint,
  request: CapturedRequest,
  verification: Verification,
): NewEvent {
  const { type, entity, about } = readPayload(request.body)
  return {
    id,
    endpointId: endpoint.id,
    receivedAt: request.receivedAt,
    method: request.method,
    path: request.path,
    query: request.query,
    httpVersion: request.httpVersion,
    remoteAddress: request.remoteAddress,
    headers: request.headers,
    body: request.body,
    contentType: contentType(request),
    messageId: verification.messageId,
    sentAt: verification.sentAt,
    type,
    entity,
    about,
    verdict: verification.verdict,
    verifiedBy: verification.matched,
  }
}

/** The summary that the store would give for the event, without asking it again. */
function summarize(
  event: NewEvent,
  seq: number,
  endpoint: OpenEndpoint,
  { matched }: Verification,
): EventSummary {
  return {
    id: event.id,
    seq,
    endpointId: event.endpointId,
    endpointSlug: endpoint.slug,
    receivedAt: event.receivedAt,
    method: event.method,
    path: event.path,
    query: event.query,
    remoteAddress: event.remoteAddress,
    contentType: event.contentType,
    size: event.body.byteLength,
    messageId: event.messageId,
    sentAt: event.sentAt,
    type: event.type,
    entity: event.entity,
    about: event.about,
    verdict: event.verdict,
    verifiedBy: matched,
    verdictAtReceipt: event.verdict,
    verdictChangedAt: null,
    topCause: null,
  }
}

function contentType({ headers }: CapturedRequest): string | null {
  return headers.find(([name]) => name.length === 12 && name.toLowerCase() === 'content-type')?.[1] ?? null
}
