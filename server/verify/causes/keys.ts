import type { Candidate, Case, KnownSecret } from './suspect.ts'

/** The key that a secret's text stands for, or null where the text cannot be a secret. */
export function keyOfText(text: string): Buffer | null {
  const base64 = text.replace(/^whsec_/, '')
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(base64)) return null
  const key = Buffer.from(base64, 'base64')
  return key.length === 0 ? null : key
}

/** The keys that `read` makes of the endpoint's own secrets; what gives the ordinary key is left out. */
export function* keysOfOwn(
  { secrets }: Case,
  read: (text: string) => Iterable<Buffer | null>,
): Iterable<Candidate<Buffer>> {
  for (const secret of secrets) {
    const ordinary = keyOfText(secret.text)
    for (const key of read(secret.text)) {
      if (key !== null && key.length > 0 && !ordinary?.equals(key)) yield named(key, secret, null)
    }
  }
}

/** A key with the secret that it belongs to as evidence. */
export function named(
  value: Buffer,
  { label, hint }: KnownSecret,
  endpoint: string | null,
): Candidate<Buffer> {
  return { value, evidence: { secret: { label, hint, endpoint } } }
}
