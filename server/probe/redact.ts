import type { KeyObject } from 'node:crypto'
import { secretHint } from '../verify/secret.ts'

/** Leaves out of a text the signing secret, however it is written. */
export type Redact = (text: string) => string

/** A handler that shows its environment where it breaks must not write the secret into a report. */
export function createRedact(key: KeyObject, secretText: string | null): Redact {
  const bytes = key.export()
  const base64 = bytes.toString('base64')
  const hidden = [
    secretText,
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
    .filter((text): text is string => text !== null && text.length >= 8)
    .sort((a, b) => b.length - a.length)
  const mark = secretHint(`whsec_${base64}`)
  return (text) =>
    hidden.reduce((left, secret) => left.replaceAll(`whsec_${secret}`, mark).replaceAll(secret, mark), text)
}
