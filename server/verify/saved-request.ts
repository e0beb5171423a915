import type { SavedRequest } from '../../shared/request-formats/index.ts'
import type { DiagnosedEvent, SecretWithText } from './diagnose.ts'
import { readSecret } from './secret.ts'
import { verify } from './verify.ts'

/** A secret that somebody gives along with a request; `label` is also its id. */
export function givenSecret(label: string, text: string): SecretWithText {
  return { ...readSecret({ id: label, label, origin: 'user', expiresAt: null, text }), text }
}

/**
 * Judges a request that was saved elsewhere: as received `at`, else when the request says, else `now`; all in
 * epoch milliseconds. `receivedAtKnown` is false where it is `now`.
 */
export function judgeSaved(
  { headers, body, receivedAt: told }: SavedRequest,
  secrets: readonly SecretWithText[],
  { at, now }: { at: number | null; now: number },
): DiagnosedEvent & { receivedAtKnown: boolean } {
  const known = at ?? told
  const receivedAt = known ?? now
  const { verdict } = verify({ headers, body, secrets, receivedAt })
  return { verdict, headers, body, receivedAt, receivedAtKnown: known !== null }
}
