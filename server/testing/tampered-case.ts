import type { CauseCode } from '../../shared/diagnosis.ts'
import type { Case, KnownSecret } from '../verify/causes/suspect.ts'
import { pickSignatureHeaders } from '../verify/signature-headers.ts'
import { tamper } from '../verify/tamper/tamper.ts'

const secretText = (letter: string) => `whsec_${Buffer.alloc(24, letter).toString('base64')}`
const known = (label: string, text: string): KnownSecret => ({
  label,
  text,
  hint: `whsec_…${text.slice(-4)}`,
})

export const ownSecret = secretText('a')
export const otherSecret = secretText('b')
export const retiredSecret = secretText('c')
export const receivedAt = 1_777_000_002_000

/** What is known of a request with these faults; null where one of them cannot be made of this body. */
export function tamperedCase(
  body: Buffer,
  codes: readonly CauseCode[],
  known: Partial<Case> = {},
): Case | null {
  const message = { id: 'msg_2mK9xQvQ3xAbCdEfGhIjKlMnOp', timestamp: 1_777_000_000, body }
  const sent = tamper(message, codes, { secret: ownSecret, otherSecret, retiredSecret })
  return sent && caseOf(sent, known)
}

/** A case of its own making, with the three secrets in their places. */
export function caseOf(sent: Pick<Case, 'headers' | 'body'>, more: Partial<Case> = {}): Case {
  return {
    ...sent,
    receivedAt,
    picked: pickSignatureHeaders(sent.headers),
    secrets: [known('production', ownSecret)],
    retired: [known('last year', retiredSecret)],
    elsewhere: [{ ...known('staging', otherSecret), endpoint: 'stack-staging' }],
    neighbours: { agesS: [], sameRequest: null, sameSignature: null },
    ...more,
  }
}
