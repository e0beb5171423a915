import type { Counts } from '../../shared/endpoint.ts'
import { verdicts } from '../../shared/verdict.ts'

/** How many events an endpoint holds. */
export function storedEvents({ counts }: { counts: Counts }): number {
  return verdicts.reduce((sum, verdict) => sum + counts[verdict], 0)
}
