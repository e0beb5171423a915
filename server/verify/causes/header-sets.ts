import type { HeaderPair } from '../../../shared/event.ts'
import type { HeaderSet } from './suspect.ts'

export const parts = ['id', 'timestamp', 'signature'] as const
export type Part = (typeof parts)[number]

/** Every value that came under a name, in order. */
export function valuesOf(headers: readonly HeaderPair[], name: string): string[] {
  return headers.filter(([given]) => given.toLowerCase() === name).map(([, value]) => value)
}

/** The set of one brand, `svix` or `webhook`, with repeats joined; empty text where a header is missing. */
export function setOf(headers: readonly HeaderPair[], brand: 'svix' | 'webhook'): HeaderSet {
  const join = (part: Part) => valuesOf(headers, `${brand}-${part}`).join(', ')
  return { id: join('id'), timestamp: join('timestamp'), signature: join('signature') }
}

export function isWhole(set: HeaderSet): boolean {
  return parts.every((part) => set[part] !== '')
}
