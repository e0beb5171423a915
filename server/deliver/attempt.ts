import type { Timings } from '../../shared/delivery.ts'
import type { HeaderPair } from '../../shared/event.ts'
import { DEFAULT_TIMEOUT_MS } from '../../shared/target.ts'
import type { AppContext } from '../context.ts'
import type { AttemptRecord, DeliveryRecord, EventToSend, SentFacts } from '../store/delivery-store.ts'
import { masked } from '../targets/credentials.ts'
import type { OpenTarget } from '../targets/registry.ts'
import { readSecret } from '../verify/secret.ts'
import { verify } from '../verify/verify.ts'
import { compose } from './compose.ts'
import type { Sender } from './sender.ts'
import { signingSecret } from './signing-secret.ts'
import type { MakeAttempt } from './worker.ts'

/** A delivery of no event sends what stands in the delivery alone. */
const nothing: EventToSend = {
  method: 'POST',
  path: '/',
  query: '',
  headers: [],
  body: Buffer.alloc(0),
  messageId: null,
}

/** Makes attempts: composes the request of a delivery as its event and target are now, and sends it. */
export function createAttempt(
  ctx: Pick<AppContext, 'store' | 'targets' | 'registry' | 'seal' | 'now'>,
  sender: Sender,
): MakeAttempt {
  return async (delivery, signal) => {
    const event = delivery.eventSeq === null ? nothing : ctx.store.deliveries.eventToSend(delivery.eventSeq)
    const target = delivery.targetId === null ? null : ctx.targets.get(delivery.targetId)
    if (event === null || (delivery.targetId !== null && target === null)) {
      await ctx.store.deliveries.cancel(delivery.id, ctx.now())
      return 'gone'
    }
    const now = ctx.now()
    const number = delivery.attempts + 1
    const edited = delivery.editedBody !== null || delivery.edit !== null
    const facts: SentFacts = {
      signature: delivery.signature,
      signatureValid: null,
      ageS: null,
      secretLabel: null,
      edited: edited && delivery.kind !== 'test',
    }
    const secret = delivery.signature === 'resign' ? secretOf(ctx, delivery, target) : null
    if (secret && 'problem' in secret) return unsent(delivery, { number, now, target, facts }, secret.problem)
    const request = compose(event, {
      signature: delivery.signature,
      key: secret?.key ?? null,
      messageId: delivery.newMessageId,
      edited: {
        method: delivery.edit?.method,
        headers: delivery.edit?.headers,
        body: delivery.editedBody ?? undefined,
      },
      own: target?.headers ?? [],
      deliveryId: delivery.id,
      attempt: number,
      storeName: ctx.store.name,
      now,
    })
    const {
      startedAt,
      timings,
      request: sentRequest,
      ...made
    } = await sender.send(
      {
        method: request.method,
        url: target?.url ?? delivery.url,
        headers: request.headers,
        ownNames: request.ownNames,
        body: request.body,
        timeoutMs: target?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        followRedirects: target?.followRedirects ?? 0,
      },
      signal,
    )
    const sent =
      secret !== null
        ? { ...facts, signatureValid: true, ageS: 0, secretLabel: secret.label }
        : made.error !== null && delivery.signature === 'original'
          ? { ...facts, ...judged(ctx, delivery, target, request, now) }
          : facts
    const kept = { ...sentRequest, headers: withoutCredentials(sentRequest.headers, request.ownNames) }
    return { number, startedAt, request: kept, timings: rounded(timings), ...made, sent }
  }
}

/** A target's own credentials are sealed in the store; they must not stand in every attempt beside it. */
function withoutCredentials(headers: HeaderPair[], ownNames: readonly string[]): HeaderPair[] {
  if (ownNames.length === 0) return headers
  return headers.map((pair) =>
    ownNames.includes(pair[0].toLowerCase()) ? (masked([pair])[0] as HeaderPair) : pair,
  )
}

/** To hundredths: clocks tell more than they know. */
function rounded(timings: Timings): Timings {
  const round = (ms: number) => Math.round(ms * 100) / 100
  const known = (ms: number | null) => (ms === null ? null : round(ms))
  return {
    dnsMs: known(timings.dnsMs),
    connectMs: known(timings.connectMs),
    firstByteMs: known(timings.firstByteMs),
    totalMs: round(timings.totalMs),
  }
}

function secretOf(
  ctx: Pick<AppContext, 'registry' | 'seal' | 'now'>,
  delivery: DeliveryRecord,
  target: OpenTarget | null,
) {
  return signingSecret(ctx, {
    secretId: delivery.secretId,
    text: delivery.secret && ctx.seal.open(delivery.secret, delivery.id),
    target,
    endpointId: delivery.endpointId,
  })
}

/** What is known of an old signature, by every secret that is known here. */
function judged(
  { registry }: Pick<AppContext, 'registry'>,
  { endpointId }: DeliveryRecord,
  target: OpenTarget | null,
  { headers, body }: { headers: HeaderPair[]; body: Uint8Array },
  now: number,
): Partial<SentFacts> {
  const endpoint = endpointId === null ? null : registry.byIdOrSlug(endpointId)
  const own = target?.secret
    ? [
        readSecret({
          id: target.id,
          label: `the secret of ${target.name}`,
          origin: 'user',
          expiresAt: null,
          text: target.secret.text,
        }),
      ]
    : []
  const secrets = [...(endpoint?.secrets ?? []), ...(endpoint?.removed ?? []), ...own]
  const usable = secrets.filter(({ key }) => key !== null)
  // As of the moment that the signature names: its age is a fact of its own.
  const asSigned = verify({ headers, body, receivedAt: now, secrets: usable })
  const { sentAt } = asSigned
  const inTime = sentAt === null ? asSigned : verify({ headers, body, receivedAt: sentAt, secrets: usable })
  return {
    signatureValid: usable.length === 0 ? null : inTime.verdict === 'verified',
    ageS: sentAt === null ? null : Math.round((now - sentAt) / 1000),
    secretLabel: inTime.matched
      ? (usable.find(({ id }) => id === inTime.matched?.secretId)?.label ?? null)
      : null,
  }
}

function unsent(
  delivery: DeliveryRecord,
  {
    number,
    now,
    target,
    facts,
  }: { number: number; now: number; target: OpenTarget | null; facts: SentFacts },
  message: string,
): AttemptRecord {
  return {
    number,
    startedAt: now,
    request: {
      method: delivery.edit?.method ?? 'POST',
      url: target?.url ?? delivery.url,
      headers: [],
      size: 0,
    },
    answer: null,
    remoteAddress: null,
    redirects: [],
    timings: { dnsMs: null, connectMs: null, firstByteMs: null, totalMs: 0 },
    error: { code: 'unsendable', message },
    sent: facts,
  }
}
