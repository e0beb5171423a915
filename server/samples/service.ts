import { randomUUID } from 'node:crypto'
import { request } from 'undici'
import type { z } from 'zod'
import { type createSampleSchema, ingestReplySchema, type Sample } from '../../shared/api.ts'
import type { CauseCode } from '../../shared/diagnosis.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import type { AppContext } from '../context.ts'
import type { OpenEndpoint, OpenSecret } from '../endpoints/registry.ts'
import { requireEndpoint, userSecrets } from '../endpoints/service.ts'
import { AppError, invalid, storeUnavailable } from '../errors.ts'
import { isUsable } from '../verify/secret.ts'
import { type Sent, tamper, tamperable } from '../verify/tamper/tamper.ts'

/** Signs a payload as Stack would and sends it over HTTP to the endpoint's own ingest URL. */
export async function sendSample(
  ctx: AppContext,
  { type, endpoint: idOrSlug, tamper: fault }: z.infer<typeof createSampleSchema>,
): Promise<Sample> {
  const endpoint = requireEndpoint(ctx, idOrSlug)
  const payload = samplePayload(type, { uuid: randomUUID, now: ctx.now })
  if (!payload) throw invalid('type', `There is no sample of the type "${type}".`)
  const { headers, body } = writeRequest(ctx, endpoint, Buffer.from(JSON.stringify(payload)), fault)

  const reply = await request(`${ctx.localUrl()}/in/${endpoint.slug}`, {
    method: 'POST',
    headers: ['user-agent', 'Hooklens-Sample', ...headers.flat()],
    body,
  })
  if (reply.statusCode === 503) throw storeUnavailable()
  const parsed = ingestReplySchema.safeParse(await reply.body.json().catch(() => null))
  if (!parsed.success) {
    throw new AppError(502, 'SAMPLE_REFUSED', `The ingest URL answered the sample with ${reply.statusCode}.`)
  }
  return { eventId: parsed.data.id, verdict: parsed.data.verdict }
}

function writeRequest(
  ctx: AppContext,
  endpoint: OpenEndpoint,
  body: Buffer,
  fault: CauseCode | undefined,
): Sent {
  const now = ctx.now()
  const message = { id: ctx.newId('msg', now), timestamp: Math.floor(now / 1000), body }
  const elsewhere = ctx.registry.list().filter(({ id }) => id !== endpoint.id)
  const sent = tamper(message, fault ? [fault] : [], {
    secret: signingSecret(ctx, endpoint).text,
    otherSecret: elsewhere.flatMap(userSecrets).find(({ key }) => key !== null)?.text ?? null,
    retiredSecret: endpoint.removed.find(({ key }) => key !== null)?.text ?? null,
  })
  if (sent) return sent
  throw invalid(
    'tamper',
    `"${fault}" cannot be made of this sample here: ${tamperable.join(', ')} can, where the payload and the secrets allow it.`,
  )
}

/** The newest secret that can sign, so that a sample also passes in the backend that shares it. */
function signingSecret(ctx: AppContext, endpoint: OpenEndpoint): OpenSecret {
  const usable = endpoint.secrets.filter((secret) => isUsable(secret, ctx.now()))
  const secret = usable.findLast(({ origin }) => origin === 'user') ?? usable.at(0)
  if (!secret)
    throw new AppError(409, 'NO_USABLE_SECRET', 'This endpoint has no secret that can sign a sample.')
  return secret
}
