import type { ProbeCheckCode, ProbeFault, ProbeResult } from '../../shared/probe.ts'
import { deliveryFaults } from './faults/delivery.ts'
import { forgeryFaults } from './faults/forgery.ts'
import { readingFaults } from './faults/reading.ts'
import { createSeen, type Found, type Seen } from './faults/seen.ts'
import { workFaults } from './faults/work.ts'

/**
 * What is wrong with a handler, by name, of what the checks say together: a handler that verifies nothing fails ten
 * checks and has one fault. The gravest first.
 */
export function faultsOf(results: readonly ProbeResult[]): ProbeFault[] {
  const seen = createSeen(results)
  return [forgeryFaults, deliveryFaults, readingFaults, workFaults]
    .flatMap((find) => find(seen))
    .map((found) => ({ ...found, cause: found.cause ?? null, severity: severityOf(found, seen) }))
    .sort((a, b) => order[a.severity] - order[b.severity])
}

const order = { danger: 0, failed: 1, advice: 2 }

function severityOf({ checks, danger }: Found, seen: Seen): ProbeFault['severity'] {
  if (danger) return 'danger'
  return checks.some((code: ProbeCheckCode) => seen.get(code)?.required) ? 'failed' : 'advice'
}
