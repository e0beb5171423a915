import type { Diagnosis } from '../../shared/diagnosis.ts'
import type { HeaderPair } from '../../shared/event.ts'
import type { Verdict } from '../../shared/verdict.ts'
import { checkHeaders, checkSecret, checkSignature, checkTimestamp } from './checks.ts'
import { isExpired, type Match, matchSignature } from './match-signature.ts'
import { svixVerdict } from './oracle.ts'
import type { EndpointSecret } from './secret.ts'
import { pickSignatureHeaders } from './signature-headers.ts'

/** An event as it is stored. */
export interface DiagnosedEvent {
  verdict: Verdict
  headers: readonly HeaderPair[]
  body: Uint8Array
  /** Epoch milliseconds. */
  receivedAt: number
}

/**
 * Explains an event by the secrets that its endpoint has now. The verdict is handed on as it was stored; every
 * check runs whatever the others found, so a message can be both late and wrongly signed. `matched` is the
 * secret that made the signature, also of an event that failed for another reason.
 */
export function diagnose(event: DiagnosedEvent, secrets: readonly EndpointSecret[]): Diagnosis {
  const { headers, body, receivedAt } = event
  const picked = pickSignatureHeaders(headers)
  const matched = matchSignature(picked, body, secrets, receivedAt)
  const svix = svixVerdict({
    headers,
    body,
    secrets: backendSecrets(secrets, matched, receivedAt),
    at: receivedAt,
  })
  const facts = { picked, body, secrets, receivedAt, matched, svixError: svix.error }
  return {
    verdict: event.verdict,
    checks: [checkHeaders(facts), checkTimestamp(facts), checkSecret(facts), checkSignature(facts)],
    matched,
    svix,
  }
}

/**
 * The secrets that the user's backend would try: the user's own that had not expired; where all had, all of
 * them, for a backend knows no expiry. The sample secret only for a sample.
 */
function backendSecrets(
  secrets: readonly EndpointSecret[],
  matched: Match | null,
  receivedAt: number,
): readonly EndpointSecret[] {
  const sample = secrets.filter(({ id, origin }) => origin === 'sample' && id === matched?.secretId)
  if (sample.length > 0) return sample
  const own = secrets.filter(({ origin }) => origin === 'user')
  const current = own.filter((secret) => !isExpired(secret, receivedAt))
  return current.length > 0 ? current : own
}
