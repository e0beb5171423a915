import type { Diagnosis } from '../../shared/diagnosis.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint, userSecrets } from '../endpoints/service.ts'
import type { StoredEvent } from '../store/store.ts'
import { diagnose, type Surroundings } from '../verify/diagnose.ts'
import { signatureEntries } from '../verify/match-signature.ts'
import { pickSignatureHeaders } from '../verify/signature-headers.ts'

/** Explains a stored event by everything that is known here now. */
export async function diagnoseStored(ctx: AppContext, event: StoredEvent): Promise<Diagnosis> {
  const endpoint = requireEndpoint(ctx, event.endpointId)
  if (event.verdict === 'verified') return diagnose(event, endpoint.secrets)
  return diagnose(event, endpoint.secrets, await surroundings(ctx, event))
}

async function surroundings(ctx: AppContext, event: StoredEvent): Promise<Surroundings> {
  const { seq, endpointId, messageId, sentAt, headers } = event
  const [entry] = signatureEntries(pickSignatureHeaders(headers).signature?.value ?? '')
  return {
    removed: requireEndpoint(ctx, endpointId).removed,
    elsewhere: ctx.registry
      .list()
      .filter(({ id }) => id !== endpointId)
      .flatMap((other) => userSecrets(other).map((secret) => ({ ...secret, endpoint: other.slug }))),
    neighbours: await ctx.store.events.neighbours({
      seq,
      endpointId,
      messageId,
      sentAt,
      signature: entry?.base64 || null,
    }),
  }
}
