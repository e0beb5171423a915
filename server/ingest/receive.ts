import type { EventSummary } from '../../shared/event.ts'
import type { AppContext } from '../context.ts'
import { deliveriesOf } from '../deliver/forward.ts'
import type { OpenEndpoint } from '../endpoints/registry.ts'
import type { NewDelivery } from '../store/delivery-store.ts'
import type { NewEvent } from '../store/event-store.ts'
import { type Verification, verify } from '../verify/verify.ts'
import type { CapturedRequest } from './capture.ts'
import { readPayload } from './read-payload.ts'

/**
 * Judges a captured request, stores it with the deliveries that it asks for, and tells the bus. Resolves when that
 * is on disk; what comes before changes nothing. `answering`: the delivery whose answer the sender is to hear, which
 * is the caller's to begin. @throws StoreUnavailableError
 */
export async function receive(
  ctx: AppContext,
  endpoint: OpenEndpoint,
  request: CapturedRequest,
): Promise<{ event: EventSummary; answering: NewDelivery | null }> {
  const { event, verification } = judge(ctx, ctx.newId('evt', request.receivedAt), endpoint, request)
  const summary = summarize(event, endpoint, verification)
  const { answering, forwarded } = deliveriesOf(ctx, endpoint, summary, event)
  if (answering || forwarded.length > 0) {
    event.deliveries = answering ? [answering, ...forwarded] : forwarded
    summary.deliveryMark = 'due'
  }
  summary.seq = await ctx.store.events.append(event)
  learnDrifts(ctx, event)
  ctx.bus.publish({ kind: 'event', event: summary, content: event })
  for (const { route } of forwarded) ctx.worker.wake(route)
  return { event: summary, answering }
}

/** What drifted in an event that is stored now is known from now on. */
export function learnDrifts({ drifts, bus }: AppContext, event: NewEvent): void {
  if (event.drifted.length === 0) return
  drifts.learn(event)
  bus.publish({ kind: 'endpoints' })
}

/** The event that a request is, with its verdict by the endpoint's secrets at the time of its receipt. */
export function judge(
  ctx: Pick<AppContext, 'catalogue' | 'drifts'>,
  id: string,
  endpoint: OpenEndpoint,
  request: CapturedRequest,
): { event: NewEvent; verification: Verification } {
  const { headers, body, receivedAt } = request
  const verification = verify({ headers, body, receivedAt, secrets: endpoint.secrets })
  return { event: toEvent(ctx, id, endpoint, request, verification), verification }
}

// The two functions below are written out field by field: spreading costs as much as the HMAC does.

function toEvent(
  ctx: Pick<AppContext, 'catalogue' | 'drifts'>,
  id: string,
  endpoint: OpenEndpoint,
  request: CapturedRequest,
  verification: Verification,
): NewEvent {
  const { verdict } = verification
  const received = {
    endpointId: endpoint.id,
    endpointSlug: endpoint.slug,
    verdict,
    receivedAt: request.receivedAt,
  }
  const { type, entity, about, schema, drifted } = readPayload(ctx, received, request.body)
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
    verdict,
    verifiedBy: verification.matched,
    schema,
    drifted,
  }
}

/** The summary that the store will give for the event, but for its seq. */
function summarize(event: NewEvent, endpoint: OpenEndpoint, { matched }: Verification): EventSummary {
  return {
    id: event.id,
    seq: 0,
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
    deliveryMark: null,
    flags: [],
    schema: event.schema,
  }
}

function contentType({ headers }: CapturedRequest): string | null {
  return headers.find(([name]) => name.length === 12 && name.toLowerCase() === 'content-type')?.[1] ?? null
}
