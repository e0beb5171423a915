import { setTimeout as pause } from 'node:timers/promises'
import type { CauseCode } from '../../shared/diagnosis.ts'
import { type SampleResult, tamperableCauses } from '../../shared/sample.ts'
import type { Sent } from '../verify/tamper/tamper.ts'
import type { Planned } from './plan.ts'
import { type Keys, write } from './write.ts'

/** What came of a request, wherever it was sent. */
export type Outcome = Pick<SampleResult, 'eventId' | 'verdict' | 'status' | 'error' | 'answer'> & {
  /** It was verified, or answered with 2xx. */
  isTaken: boolean
}
export type Deliver = (sent: Sent, signal: AbortSignal) => Promise<Outcome>

/** No more samples can be sent. The message says why. */
export class SampleError extends Error {}

interface Means {
  keys: Keys
  fault: CauseCode | null
  deliver: Deliver
  /** Null: as the scenario has it, and without a pause between samples. */
  ratePerSecond: number | null
  signal: AbortSignal
  onResult: (result: SampleResult) => void
}

/**
 * Sends what is planned, one after the other. When the signal aborts it throws its reason, once what is in hand has
 * ended. @throws SampleError
 */
export async function carryOut(requests: Iterator<Planned>, means: Means): Promise<void> {
  const { ratePerSecond, signal, onResult } = means
  let due = performance.now()
  for (;;) {
    if (ratePerSecond !== null) {
      await wait(due - performance.now(), signal)
      due = Math.max(due, performance.now() - 1000) + 1000 / ratePerSecond
    }
    signal.throwIfAborted()
    const { value: planned, done } = requests.next()
    if (done) return
    if (ratePerSecond === null) await wait(planned.pauseMs, signal)
    const result = await sendOne(planned, means)
    // What was given up before it was answered may not have arrived.
    if (result.status === null) signal.throwIfAborted()
    onResult(result)
  }
}

/** Sends one request, and says what came of it. @throws SampleError */
export async function sendOne(
  planned: Planned,
  { keys, fault, deliver, signal }: Omit<Means, 'ratePerSecond' | 'onResult'>,
): Promise<SampleResult> {
  const sent = write(planned, keys, fault)
  if (!sent) throw new SampleError(cannotMake(fault))
  const { isTaken, ...outcome } = await deliver(sent, signal)
  const { type, note, messageId, schema } = planned
  return { type, note, messageId, schema, ...outcome, isExpected: isTaken === (fault === null) }
}

/** Why a fault cannot be made. */
export function cannotMake(fault: CauseCode | null): string {
  return `"${fault}" cannot be made of this sample here: ${tamperableCauses.join(', ')} can, where the payload and the secrets allow it.`
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return
  try {
    await pause(ms, undefined, { signal })
  } catch {
    signal.throwIfAborted()
  }
}
