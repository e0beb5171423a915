import { hasLimit, type Retention } from '../../shared/retention.ts'

/** An event goes at most so long after its time: not every event deserves a write of its own. */
const GRAIN_MS = 30_000
/** Events are counted together that come within this time. */
export const GATHER_MS = 1000
/** Clocks are set, and events come from elsewhere: every rule is looked at now and then. */
const LONGEST_MS = 3_600_000
export const RETRY_MS = 30_000

/** When an endpoint is to be looked at again; `nextAt` is when its oldest event reaches its age. */
export function nextLook(nextAt: number | null, now: number): number {
  return Math.min(now + LONGEST_MS, Math.max(now + GRAIN_MS, nextAt ?? Number.POSITIVE_INFINITY))
}

/** When an endpoint is to be looked at because an event came. */
export function lookAfterEvent(rule: Retention, receivedAt: number, now: number): number | null {
  if (!hasLimit(rule)) return null
  if (rule.maxCount !== null || rule.maxBytes !== null) return now + GATHER_MS
  return Math.max(now + GRAIN_MS, receivedAt + (rule.maxAgeMs ?? 0))
}

/** Deletion usually gives way to ingest thrice; not where more comes than goes, or the store would grow for ever. */
export function restFactor(heldBefore: number | null, heldNow: number): number {
  return heldBefore !== null && heldNow > heldBefore ? 0.5 : 3
}
