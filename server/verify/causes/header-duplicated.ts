import { parts, valuesOf } from './header-sets.ts'
import type { Case, HeaderSet, Suspect } from './suspect.ts'

export const headerDuplicated: Suspect = {
  code: 'header_duplicated',
  title: ({ value }) => `${value?.name} came more than once`,
  explanation: ({ value }) =>
    `${value?.name} holds ${value?.received}. A repeated header is read as one value with a comma, and that value was never signed.`,
  fix: () =>
    'Find who adds the header a second time, usually a proxy or a middleware that copies headers, and have it set the value instead of appending it.',
  *headerSets(facts) {
    const repeated = repeatedPart(facts)
    if (!repeated) return
    for (const which of [0, -1]) {
      const values: HeaderSet = { id: '', timestamp: '', signature: '' }
      for (const part of parts) values[part] = single(facts, part, which)
      yield { value: values, evidence: { value: { ...repeated, signed: values[repeated.part] } } }
    }
  },
  fact: (facts, matched) => {
    const repeated = repeatedPart(facts)
    if (!repeated || matched !== null) return null
    return { confidence: 'likely', evidence: { value: { ...repeated, signed: null } } }
  },
}

/** The first header that holds two values: sent twice, or joined by a comma on the way. */
function repeatedPart(facts: Case): { name: string; part: (typeof parts)[number]; received: string } | null {
  for (const part of ['id', 'timestamp'] as const) {
    const header = facts.picked[part]
    if (header && (header.times > 1 || /^([^,]+), ?[^,]+$/.test(header.value))) {
      return { name: header.name, part, received: header.value }
    }
  }
  return null
}

function single({ headers, picked }: Case, part: (typeof parts)[number], which: number): string {
  const header = picked[part]
  if (!header) return ''
  if (part === 'signature') return header.value
  const values = valuesOf(headers, header.name).flatMap((value) => value.split(/, ?/))
  return values.at(which) ?? ''
}
