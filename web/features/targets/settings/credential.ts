import { CREDENTIAL_MASK, isCredentialHeader } from '../../../../shared/credential-header.ts'
import type { HeaderPair } from '../../../../shared/event.ts'
import { isLoopback } from './is-loopback.ts'

/** What to know of a header with a credential; null: it holds none. */
export function credentialNote(
  name: string,
  value: string,
  url: string,
): { text: string; isWarning: boolean } | null {
  if (value.trim() === '' || !isCredentialHeader(name.trim())) return null
  if (isInClear(url)) {
    return { text: 'It is sent in clear over http: to another machine; use https: there.', isWarning: true }
  }
  return isMasked(value)
    ? { text: 'The one that is stored; type another to replace it.', isWarning: false }
    : { text: 'Once saved, only its end is shown.', isWarning: false }
}

/** Why a value that begins like a mask cannot be saved; null: it can. A mask stands for what is stored under its name. */
export function maskProblem([name, value]: HeaderPair, stored: HeaderPair[]): string | null {
  if (!isMasked(value)) return null
  const same = stored.filter(([, shown]) => shown === value)
  if (same.some(([other]) => other.toLowerCase() === name.toLowerCase())) return null
  const isMask = isCredentialHeader(name) || same.some(([other]) => isCredentialHeader(other))
  return isMask
    ? `${CREDENTIAL_MASK} only stands for what is stored under that name: type the whole value.`
    : null
}

function isMasked(value: string): boolean {
  return value.trim().startsWith(CREDENTIAL_MASK)
}

function isInClear(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'http:' && !isLoopback(hostname)
}
