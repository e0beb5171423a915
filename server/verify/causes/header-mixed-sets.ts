import { isWhole, parts, setOf } from './header-sets.ts'
import type { Suspect } from './suspect.ts'

export const headerMixedSets: Suspect = {
  code: 'header_mixed_sets',
  title: () => 'svix-* and webhook-* headers came together and disagree',
  explanation: ({ value }) =>
    `The signature matches the ${value?.signed} headers. Libraries look at svix-* first, header by header, and so took values of both sets.`,
  fix: () =>
    'Let one set through, not both. If a relay signs anew with webhook-* names, have it remove the svix-* headers that came with the request.',
  *headerSets({ headers, picked }) {
    for (const brand of ['webhook', 'svix'] as const) {
      const set = setOf(headers, brand)
      const differs = parts.some((part) => set[part] !== picked[part]?.value)
      if (isWhole(set) && differs) {
        yield {
          value: set,
          evidence: { value: { name: 'headers', received: 'svix-*', signed: `${brand}-*` } },
        }
      }
    }
  },
}
