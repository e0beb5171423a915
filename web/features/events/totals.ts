import type { Counts } from '../../../shared/endpoint.ts'
import { type Verdict, verdicts } from '../../../shared/verdict.ts'
import { endpointAndVerdict, type Filter } from '../../lib/filter.ts'
import { formatCount, plural } from '../../lib/format.ts'

export type ByVerdict = Record<Verdict, number>

/**
 * What the endpoints' own counts, which are always up to date, say about a filter; null when the filter asks
 * for more than they know.
 */
export function totalsFromCounts(
  filter: Filter,
  endpoints: { slug: string; counts: Counts }[],
): ByVerdict | null {
  const asked = endpointAndVerdict(filter)
  if (!asked) return null
  const { slug, verdict } = asked
  const totals: ByVerdict = { verified: 0, failed: 0, unsigned: 0, unchecked: 0 }
  for (const endpoint of endpoints) {
    if (slug !== null && endpoint.slug !== slug) continue
    for (const name of verdicts)
      if (verdict === null || verdict === name) totals[name] += endpoint.counts[name]
  }
  return totals
}

/** `1,284 events` and `44 failed`; the second is null when it would say nothing. */
export function describeTotals(totals: ByVerdict): { count: string; failed: string | null } {
  const all = verdicts.reduce((sum, verdict) => sum + totals[verdict], 0)
  if (all > 0 && all === totals.failed) return { count: plural(all, 'failed event'), failed: null }
  return {
    count: plural(all, 'event'),
    failed: totals.failed > 0 ? `${formatCount(totals.failed)} failed` : null,
  }
}
