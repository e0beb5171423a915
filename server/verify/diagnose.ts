import { assertNever } from '../../shared/assert-never.ts'
import type { Cause, Diagnosis } from '../../shared/diagnosis.ts'
import type { HeaderPair } from '../../shared/event.ts'
import type { Verdict } from '../../shared/verdict.ts'
import { createBudget } from './budget.ts'
import type { Case, KnownSecret } from './causes/suspect.ts'
import { checkHeaders, checkSecret, checkSignature, checkTimestamp } from './checks.ts'
import { explainFailure } from './explain.ts'
import { isExpired, type Match, matchSignature } from './match-signature.ts'
import { svixVerdict } from './oracle.ts'
import { type EndpointSecret, secretHint } from './secret.ts'
import { pickSignatureHeaders, type SignatureHeaders } from './signature-headers.ts'

/** An event as it is stored. */
export interface DiagnosedEvent {
  verdict: Verdict
  headers: readonly HeaderPair[]
  body: Uint8Array
  /** Epoch milliseconds. */
  receivedAt: number
}

/** A secret with its text: what is wrong with it can only be seen there. */
export type SecretWithText = EndpointSecret & { text: string }

/** What else is known when an event is explained. */
export interface Surroundings {
  /** Secrets of this endpoint that were removed. */
  removed: readonly SecretWithText[]
  /** The secrets of all other endpoints. */
  elsewhere: readonly (SecretWithText & { endpoint: string })[]
  neighbours: Case['neighbours']
}

/** Nothing else is known: the event stands alone. */
export const noSurroundings: Surroundings = {
  removed: [],
  elsewhere: [],
  neighbours: { agesS: [], sameRequest: null, sameSignature: null },
}

/**
 * Explains an event by the secrets that its endpoint has now. The verdict is handed on as it was stored; every
 * check runs whatever the others found, so a message can be both late and wrongly signed. `matched` is the
 * secret that made the signature, also of an event that failed for another reason.
 */
export function diagnose(
  event: DiagnosedEvent,
  secrets: readonly SecretWithText[],
  surroundings: Surroundings = noSurroundings,
): Diagnosis {
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
    causes: causesOf(event.verdict, caseOf(event, picked, secrets, surroundings)),
    svix,
  }
}

function causesOf(verdict: Verdict, facts: Case): Cause[] {
  switch (verdict) {
    case 'verified':
      return []
    case 'failed':
      return explainFailure(facts, createBudget())
    // Nothing was claimed that could have failed; but what an HMAC proves is worth telling.
    case 'unsigned':
    case 'unchecked':
      return explainFailure(facts, createBudget()).filter(({ evidence }) => evidence.signature)
    default:
      return assertNever(verdict)
  }
}

function caseOf(
  { headers, body, receivedAt }: DiagnosedEvent,
  picked: SignatureHeaders,
  secrets: readonly SecretWithText[],
  { removed, elsewhere, neighbours }: Surroundings,
): Case {
  const own = secrets.filter(({ origin }) => origin === 'user')
  const expired = own.filter((secret) => isExpired(secret, receivedAt))
  return {
    headers,
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    receivedAt,
    picked,
    secrets: own.filter((secret) => !isExpired(secret, receivedAt)).map(known),
    retired: [...expired, ...removed].map(known),
    elsewhere: elsewhere.map((secret) => ({ ...known(secret), endpoint: secret.endpoint })),
    neighbours,
  }
}

function known({ label, text }: SecretWithText): KnownSecret {
  return { label, text, hint: secretHint(text) }
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
