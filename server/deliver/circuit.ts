import type { AttemptError } from '../../shared/delivery.ts'
import type { Circuit } from '../../shared/target.ts'

/** So many failures one after the other, and a target is down. */
const FAILURES = 5
const FIRST_WAIT_MS = 10_000
const MAX_WAIT_MS = 300_000

export const closedCircuit: Circuit = {
  state: 'closed',
  failures: 0,
  since: null,
  tryAt: null,
  reason: null,
}

/** How many requests may be in flight: all, one to try, or none. */
export function allowance(circuit: Circuit, now: number): number {
  if (circuit.state === 'closed') return Number.POSITIVE_INFINITY
  return circuit.state === 'trying' || (circuit.tryAt ?? 0) <= now ? 1 : 0
}

/** One request goes out to an open circuit's target. */
export function trying(circuit: Circuit): Circuit {
  return circuit.state === 'open' ? { ...circuit, state: 'trying' } : circuit
}

/** The request that was to try never went out. */
export function notTried(circuit: Circuit): Circuit {
  return circuit.state === 'trying' ? { ...circuit, state: 'open' } : circuit
}

/** What an attempt that ended at `now` tells of its target. */
export function afterAttempt(
  circuit: Circuit,
  outcome: { status: number | null; error: AttemptError | null },
  now: number,
): Circuit {
  if (saysNothing(outcome.error)) return notTried(circuit)
  if (!isDown(outcome)) return closedCircuit
  const failures = circuit.failures + 1
  const reason = outcome.error?.message ?? null
  // Those in flight when it opened tell nothing new.
  if (circuit.state === 'open') return { ...circuit, reason }
  if (circuit.state === 'closed' && failures < FAILURES) return { ...circuit, failures, reason }
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, failures - FAILURES), MAX_WAIT_MS)
  return { state: 'open', failures, since: circuit.since ?? now, tryAt: now + wait, reason }
}

/** It was never sent, or was cut off by us. */
function saysNothing(error: AttemptError | null): boolean {
  return error?.code === 'unsendable' || error?.code === 'interrupted' || error?.code === 'not_allowed'
}

/** Nobody answers there, or only somebody in between. A handler that fails is not down. */
function isDown({ status, error }: { status: number | null; error: AttemptError | null }): boolean {
  if (status !== null) return status === 502 || status === 503 || status === 504
  return error !== null
}
