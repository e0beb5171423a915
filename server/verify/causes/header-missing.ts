import type { HeaderPair } from '../../../shared/event.ts'
import { isWhole, type Part, parts } from './header-sets.ts'
import type { Case, HeaderSet, Suspect } from './suspect.ts'

export const headerMissing: Suspect = {
  code: 'header_missing',
  title: ({ value }) => `${value?.name} did not arrive`,
  explanation: ({ value }) =>
    value?.received
      ? `The header ${value.name} is missing, but ${value.received} is there and seems to be it under another name. Something on the way renamed it.`
      : `The header ${value?.name} is missing, or it is empty. Without it nobody can say what was signed.`,
  fix: ({ value }) =>
    value?.received
      ? 'Have the proxy or the framework pass header names on as they came: with hyphens, without a prefix.'
      : 'Pass all three headers on: svix-id, svix-timestamp and svix-signature. Look for a proxy, a queue or a rewrite that lets only known headers through.',
  *headerSets(facts) {
    const set = withMangledNames(facts)
    if (set)
      yield { value: set.values, evidence: { value: { name: set.name, received: set.found, signed: null } } }
  },
  fact: (facts, matched) => {
    const missing = missingParts(facts)
    if (missing.length === 0 || matched?.includes('header_missing')) return null
    const name = missing.map((part) => nameOf(facts, part)).join(' and ')
    const found = missing.flatMap((part) => mangled(facts.headers, part)?.[0] ?? [])
    return {
      confidence: 'proven',
      evidence: { value: { name, received: found.join(', '), signed: null } },
    }
  },
}

function missingParts({ picked }: Case): Part[] {
  return parts.filter((part) => !picked[part]?.value)
}

function nameOf({ picked }: Case, part: Part): string {
  const brand = parts.some((other) => picked[other]?.name.startsWith('webhook-')) ? 'webhook' : 'svix'
  return picked[part]?.name ?? `${brand}-${part}`
}

function withMangledNames(facts: Case): { values: HeaderSet; name: string; found: string } | null {
  const missing = missingParts(facts)
  if (missing.length === 0) return null
  const values = { id: '', timestamp: '', signature: '' }
  for (const part of parts)
    values[part] = facts.picked[part]?.value || (mangled(facts.headers, part)?.[1] ?? '')
  if (!isWhole(values)) return null
  return {
    values,
    name: missing.map((part) => nameOf(facts, part)).join(' and '),
    found: missing.flatMap((part) => mangled(facts.headers, part)?.[0] ?? []).join(', '),
  }
}

/** `x-svix-id`, `svix_id`, `HTTP_SVIX_ID`, `x-amzn-remapped-svix-id`: the name is there, disguised. */
function mangled(headers: readonly HeaderPair[], part: Part): HeaderPair | null {
  const disguised = new RegExp(`(?:svix|webhook)[-_. ]?${part}$`)
  return (
    headers.find(([name, value]) => {
      const lower = name.toLowerCase()
      return value !== '' && disguised.test(lower) && !/^(?:svix|webhook)-/.test(lower)
    }) ?? null
  )
}
