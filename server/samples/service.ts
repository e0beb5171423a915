import { randomUUID } from 'node:crypto'
import { request } from 'undici'
import type { z } from 'zod'
import { type createSampleSchema, ingestReplySchema, type Sample } from '../../shared/api.ts'
import { samplePayload } from '../../shared/stack/samples.ts'
import type { AppContext } from '../context.ts'
import type { OpenEndpoint, OpenSecret } from '../endpoints/registry.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { AppError, invalid } from '../errors.ts'
import { sign } from '../verify/sign.ts'

/** Signs a payload as Stack would and sends it over HTTP to the endpoint's own ingest URL. */
export async function sendSample(
  ctx: AppContext,
  { type, endpoint: idOrSlug }: z.infer<typeof createSampleSchema>,
): Promise<Sample> {
  const endpoint = requireEndpoint(ctx, idOrSlug)
  const payload = samplePayload(type, { uuid: randomUUID, now: ctx.now })
  if (!payload) throw invalid('type', `There is no sample of the type "${type}".`)
  const body = Buffer.from(JSON.stringify(payload))

  const reply = await request(`${ctx.localUrl()}/in/${endpoint.slug}`, {
    method: 'POST',
    headers: signedHeaders(ctx, signingSecret(ctx, endpoint), body),
    body,
  })
  const parsed = ingestReplySchema.safeParse(await reply.body.json())
  if (!parsed.success) {
    throw new AppError(502, 'SAMPLE_REFUSED', `The ingest URL answered the sample with ${reply.statusCode}.`)
  }
  return { eventId: parsed.data.id, verdict: parsed.data.verdict }
}

/** The newest secret that can sign, so that a sample also passes in the backend that shares it. */
function signingSecret(ctx: AppContext, endpoint: OpenEndpoint): OpenSecret {
  const usable = endpoint.secrets.filter(
    ({ key, expiresAt }) => key !== null && (expiresAt === null || expiresAt > ctx.now()),
  )
  const secret = usable.findLast(({ origin }) => origin === 'user') ?? usable.at(0)
  if (!secret)
    throw new AppError(409, 'NO_USABLE_SECRET', 'This endpoint has no secret that can sign a sample.')
  return secret
}

function signedHeaders(ctx: AppContext, { key }: OpenSecret, body: Uint8Array): Record<string, string> {
  if (key === null) throw new Error('A usable secret has a key.')
  const id = ctx.newId('msg', ctx.now())
  const timestamp = String(Math.floor(ctx.now() / 1000))
  return {
    'content-type': 'application/json',
    'user-agent': 'Hooklens-Sample',
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': sign({ key, id, timestamp, body }),
  }
}
