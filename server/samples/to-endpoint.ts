import { request } from 'undici'
import { ingestReplySchema } from '../../shared/api.ts'
import type { HeaderPair } from '../../shared/event.ts'
import type { AppContext } from '../context.ts'
import type { Deliver } from './carry-out.ts'
import { SAMPLE_USER_AGENT } from './to-url.ts'

/** Sends samples over HTTP to an endpoint's own ingest URL. @param marks headers that they carry besides */
export function toEndpoint(ctx: AppContext, slug: string, marks: HeaderPair[] = []): Deliver {
  return async ({ headers, body }) => {
    const reply = await request(`${ctx.localUrl()}/in/${slug}`, {
      method: 'POST',
      headers: [SAMPLE_USER_AGENT, ...marks, ...headers].flat(),
      body,
    })
    const { statusCode: status } = reply
    const stored = await storedAs(ctx, reply.headers, await reply.body.json().catch(() => null))
    return {
      ...(stored ?? { eventId: null, verdict: null }),
      status,
      error: stored ? null : `The ingest URL answered the sample with ${status}.`,
      answer: null,
      isTaken: stored?.verdict === 'verified',
    }
  }
}

/** An endpoint may answer with the words of its target: then a header names the event. */
async function storedAs(
  { store }: AppContext,
  headers: Record<string, string | string[] | undefined>,
  answer: unknown,
) {
  const parsed = ingestReplySchema.safeParse(answer)
  if (parsed.success) return { eventId: parsed.data.id, verdict: parsed.data.verdict }
  const named = headers['hooklens-event-id']
  const [event] = typeof named === 'string' ? await store.events.summaries([named]) : []
  return event ? { eventId: event.id, verdict: event.verdict } : null
}
