import { CREDENTIAL_MASK, isCredentialHeader } from '../../shared/credential-header.ts'
import type { HeaderPair } from '../../shared/event.ts'

/** Short values give away too much with four characters. */
const LEAST_SHOWN = 12

/** Headers as others may see them: of a credential only its last four characters are left. */
export function masked(headers: readonly HeaderPair[]): HeaderPair[] {
  return headers.map(([name, value]) => [name, isCredentialHeader(name) ? mask(value) : value])
}

/** Headers that somebody has changed who saw them masked: a mask stands for the value that it was made of. */
export function unmasked(headers: readonly HeaderPair[], known: readonly HeaderPair[]): HeaderPair[] {
  const left = [...known]
  return headers.map(([name, value]) => {
    const at = left.findIndex(
      ([other, held]) =>
        other.toLowerCase() === name.toLowerCase() && isCredentialHeader(name) && mask(held) === value,
    )
    if (at === -1) return [name, value]
    // Of two that look alike the first stands for the first.
    const [meant] = left.splice(at, 1)
    return [name, meant?.[1] ?? value]
  })
}

function mask(value: string): string {
  return `${CREDENTIAL_MASK}${value.length < LEAST_SHOWN ? '' : value.slice(-4)}`
}
