import { setTimeout as pause } from 'node:timers/promises'
import type { AppContext } from '../context.ts'
import type { Reverification, ReverifiedPage } from '../store/reverification-store.ts'
import type { Thread } from '../threads/thread.ts'
import type { VerifyingSecret } from '../verify/match-signature.ts'

/** Between two pages senders have their turn. */
const PAUSE_MS = 5

interface Means extends Pick<AppContext, 'store' | 'registry' | 'now'> {
  /** Reads and verifies pages, so that no body comes by this event loop. */
  thread: Thread
  signal: AbortSignal
  /** Hears of the run at its beginning and after each page. */
  onProgress: (run: Reverification) => void
}

/**
 * Carries a run to its end; gives it as it ended. Each page is judged by the secrets of that moment. Null: its
 * endpoint was deleted. Stops between two pages, and throws the signal's reason; the run then stays on record.
 * @throws StoreUnavailableError
 */
export async function carryOut(run: Reverification, means: Means): Promise<Reverification | null> {
  const { store, registry, now, thread, signal, onProgress } = means
  onProgress(run)
  for (;;) {
    signal.throwIfAborted()
    const endpoint = registry.byIdOrSlug(run.endpointId)
    if (!endpoint) return null
    const secrets = endpoint.secrets.map(forThread)
    const page = (await thread.ask('reverifyPage', [run, secrets])) as ReverifiedPage
    const advanced = await store.reverifications.advance(run.endpointId, page, now())
    if (!advanced) return null
    run = advanced
    onProgress(run)
    if (run.cursor >= run.upTo) return run
    await pause(PAUSE_MS)
  }
}

/** What verification needs, and not the text of the secret. */
function forThread({ id, label, origin, key, expiresAt }: VerifyingSecret): VerifyingSecret {
  return { id, label, origin, key, expiresAt }
}
