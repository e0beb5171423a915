import type { Diagnosis } from '../../shared/diagnosis.ts'
import {
  parseSavedRequest,
  RequestFormatError,
  type SavedRequest,
} from '../../shared/request-formats/index.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint, userSecrets } from '../endpoints/service.ts'
import type { StoredEvent } from '../store/event-store.ts'
import { createThread } from '../threads/thread.ts'
import { diagnose, noSurroundings, type Surroundings } from '../verify/diagnose.ts'
import { signatureEntries } from '../verify/match-signature.ts'
import { pickSignatureHeaders } from '../verify/signature-headers.ts'

/** Explaining a larger body can take longer than ingest should have to wait. */
const LARGE_BYTES = 32 * 1024

/** Explains events and reads saved requests, large ones on a thread of its own. */
export interface Diagnoser {
  diagnose(...question: Parameters<typeof diagnose>): Promise<Diagnosis>
  /** The same for work that nobody waits for: always on the thread. */
  diagnoseAside(...question: Parameters<typeof diagnose>): Promise<Diagnosis>
  /** Reads a request that was saved as text. @throws RequestFormatError */
  read(bytes: Uint8Array): Promise<SavedRequest>
  close(): Promise<void>
}

export function createDiagnoser(): Diagnoser {
  const thread = createThread(import.meta.url, './diagnosis-worker')
  const diagnoseAside: Diagnoser['diagnose'] = (...question) =>
    thread.ask('diagnose', question) as Promise<Diagnosis>
  return {
    diagnose: async (...question) =>
      question[0].body.byteLength > LARGE_BYTES ? diagnoseAside(...question) : diagnose(...question),
    diagnoseAside,
    read: async (bytes) => {
      if (bytes.byteLength <= LARGE_BYTES) return parseSavedRequest(bytes)
      const read = (await thread.ask('read', [bytes])) as SavedRequest | string
      if (typeof read === 'string') throw new RequestFormatError(read)
      return read
    },
    close: () => thread.close(),
  }
}

/** Explains a stored event by everything that is known here now. */
export async function diagnoseStored(
  ctx: AppContext,
  event: StoredEvent,
  diagnose: Diagnoser['diagnose'] = ctx.diagnoser.diagnose,
): Promise<Diagnosis> {
  const { verdict, headers, body, receivedAt } = event
  const { secrets } = requireEndpoint(ctx, event.endpointId)
  const known = verdict === 'verified' ? noSurroundings : await surroundings(ctx, event)
  return diagnose({ verdict, headers, body, receivedAt }, secrets, known)
}

async function surroundings(ctx: AppContext, event: StoredEvent): Promise<Surroundings> {
  const { seq, endpointId, messageId, sentAt, headers } = event
  const [entry] = signatureEntries(pickSignatureHeaders(headers).signature?.value ?? '')
  return {
    removed: requireEndpoint(ctx, endpointId).removed,
    elsewhere: secretsElsewhere(ctx, endpointId),
    neighbours: await ctx.store.events.neighbours({
      seq,
      endpointId,
      messageId,
      sentAt,
      // A shorter text would be found in headers that have nothing to do with signatures.
      signature: /^[A-Za-z0-9+/]{43}=$/.exec(entry?.base64 ?? '')?.[0] ?? null,
    }),
  }
}

/** The secrets of all endpoints but this one; of all for null. */
export function secretsElsewhere(ctx: AppContext, endpointId: string | null): Surroundings['elsewhere'] {
  return ctx.registry
    .list()
    .filter(({ id }) => id !== endpointId)
    .flatMap((other) => userSecrets(other).map((secret) => ({ ...secret, endpoint: other.slug })))
}
